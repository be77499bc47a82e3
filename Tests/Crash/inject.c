// Runs a program and makes something happen at one of its system calls.
//
//   inject FAULT MOMENT LOG SECONDS -- PROGRAM [ARGUMENT…]
//
// A moment is a system call by which the program itself (all of its threads, none of the programs it starts) writes or locks
// (`w1`, `w2`, …), or starts something or hears from what it started (`p1`, `p2`, …), counted in the order in which they come.
// At the given one the FAULT happens, in place of the call; `none` is no moment:
//
//   none                      nothing
//   KILL TERM INT HUP         the signal is sent to the program; KILL before the call, the others beside it
//   KILL-group TERM-group …   the same to the program and all that it has started
//   KILL-torn                 half of the bytes are written, then the program is killed
//   short                     half of the bytes are written, and the program is told so
//   ENOSPC EIO EROFS EDQUOT   the call fails so
//   ENOSPC+ EROFS+            this call fails so, and every later one that needs room, or that writes
//
// LOG gets one line a moment, `MOMENT KIND CALL TARGET`, the one at which the fault happened with `!` before it, and at the end
// `exit CODE` or `signal NUMBER`. KIND: `file`, `output` (standard output and error), `process`. Ends when all that the
// program has started has ended, or is killed after SECONDS (`hang`).
#define _GNU_SOURCE
#include <errno.h>
#include <fcntl.h>
#include <linux/sched.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/prctl.h>
#include <sys/ptrace.h>
#include <sys/syscall.h>
#include <sys/uio.h>
#include <sys/user.h>
#include <sys/wait.h>
#include <unistd.h>

#ifndef __x86_64__
#error "inject.c knows the system calls of x86-64 only"
#endif

enum kind { NONE, FILES, OUTPUT, PROCESS };
static const char *const kinds[] = {"", "file", "output", "process"};

static FILE *records;
static pid_t program;
static const char *fault, *wanted;
static long counts[2];
static int hung, failing, persistent, struck;
static volatile sig_atomic_t expired;

struct thread {
  pid_t id;
  int inside, replaced, tearing;
  long answer;
};
static struct thread threads[512];

static struct thread *thread_of(pid_t id) {
  struct thread *unused = NULL;
  for (int i = 0; i < 512; i++) {
    if (threads[i].id == id) return &threads[i];
    if (!threads[i].id && !unused) unused = &threads[i];
  }
  if (!unused) exit(9);
  *unused = (struct thread){.id = id};
  return unused;
}

static void forget(pid_t id) {
  for (int i = 0; i < 512; i++)
    if (threads[i].id == id) threads[i] = (struct thread){0};
}

static void read_text(pid_t id, unsigned long address, char *text, size_t size) {
  struct iovec local = {text, size - 1}, remote = {(void *)address, size - 1};
  text[0] = 0;
  // A page at a time: the text may stand at the end of what can be read.
  size_t room = 4096 - address % 4096;
  if (room < size - 1) local.iov_len = remote.iov_len = room;
  ssize_t got = process_vm_readv(id, &local, 1, &remote, 1, 0);
  if (got <= 0) return;
  text[got] = 0;
  if ((size_t)got == room && !memchr(text, 0, got)) {
    struct iovec more = {text + got, size - 1 - got}, there = {(void *)(address + got), size - 1 - got};
    ssize_t rest = process_vm_readv(id, &more, 1, &there, 1, 0);
    text[got + (rest > 0 ? rest : 0)] = 0;
  }
}

static void descriptor_target(pid_t id, int number, char *text, size_t size) {
  char path[64];
  snprintf(path, sizeof path, "/proc/%d/fd/%d", id, number);
  ssize_t length = readlink(path, text, size - 1);
  text[length < 0 ? 0 : length] = 0;
}

static int is_file(const char *path) {
  if (!strncmp(path, "/dev/shm/", 9)) return 1;
  return path[0] && strncmp(path, "/dev/", 5) && strncmp(path, "/proc/", 6);
}

// What a descriptor is: a file, heal's output, a pipe of a program it started, or something of the library's own.
static enum kind kind_of(pid_t id, int number, char *target, size_t size) {
  descriptor_target(id, number, target, size);
  if (number == 1 || number == 2) return OUTPUT;
  if (target[0] == '/' && is_file(target)) return FILES;
  return strncmp(target, "pipe:", 5) ? NONE : PROCESS;
}

static int writes(unsigned long flags) { return (flags & O_ACCMODE) != O_RDONLY || flags & (O_CREAT | O_TRUNC); }

// Which call it is, where it counts.
static enum kind moment(pid_t id, struct user_regs_struct *r, const char **name, char *target, size_t size) {
  target[0] = 0;
  switch (r->orig_rax) {
  case SYS_write: *name = "write"; return kind_of(id, r->rdi, target, size);
  case SYS_pwrite64: *name = "pwrite"; return kind_of(id, r->rdi, target, size);
  case SYS_writev: *name = "writev"; return kind_of(id, r->rdi, target, size);
  case SYS_ftruncate: *name = "ftruncate"; return kind_of(id, r->rdi, target, size);
  case SYS_fallocate: *name = "fallocate"; return kind_of(id, r->rdi, target, size);
  case SYS_fsync: *name = "fsync"; goto descriptor;
  case SYS_fdatasync: *name = "fdatasync"; goto descriptor;
  case SYS_fchmod: *name = "fchmod"; goto descriptor;
  case SYS_fchown: *name = "fchown"; goto descriptor;
  case SYS_flock: *name = "flock"; goto descriptor;
  case SYS_open:
    if (!writes(r->rsi)) return NONE;
    *name = "open";
    goto path;
  case SYS_openat:
    if (!writes(r->rdx)) return NONE;
    *name = "open";
    goto second_path;
  case SYS_creat: *name = "creat"; goto path;
  case SYS_mkdir: *name = "mkdir"; goto path;
  case SYS_rmdir: *name = "rmdir"; goto path;
  case SYS_unlink: *name = "unlink"; goto path;
  case SYS_rename: *name = "rename"; goto path;
  case SYS_link: *name = "link"; goto path;
  case SYS_symlink: *name = "symlink"; goto path;
  case SYS_chmod: *name = "chmod"; goto path;
  case SYS_chown: *name = "chown"; goto path;
  case SYS_truncate: *name = "truncate"; goto path;
  case SYS_mkdirat: *name = "mkdir"; goto second_path;
  case SYS_unlinkat: *name = "unlink"; goto second_path;
  case SYS_renameat:
  case SYS_renameat2: *name = "rename"; goto second_path;
  case SYS_linkat: *name = "link"; goto second_path;
  case SYS_symlinkat: *name = "symlink"; goto second_path;
  case SYS_fchmodat: *name = "chmod"; goto second_path;
  case SYS_fchownat: *name = "chown"; goto second_path;
  case SYS_utimensat: *name = "utimens"; goto second_path;
  case SYS_read:
    *name = "read";
    return kind_of(id, r->rdi, target, size) == PROCESS ? PROCESS : NONE;
  case SYS_fork:
  case SYS_vfork: *name = "fork"; return PROCESS;
  case SYS_clone:
    *name = "fork";
    return r->rdi & CLONE_THREAD ? NONE : PROCESS;
  case SYS_clone3: {
    struct clone_args given = {0};
    struct iovec local = {&given, sizeof given.flags}, remote = {(void *)r->rdi, sizeof given.flags};
    process_vm_readv(id, &local, 1, &remote, 1, 0);
    *name = "fork";
    return given.flags & CLONE_THREAD ? NONE : PROCESS;
  }
  case SYS_waitid: *name = "wait"; return r->r10 & WNOHANG ? NONE : PROCESS;
  default: return NONE;
  }
descriptor:
  descriptor_target(id, r->rdi, target, size);
  return target[0] == '/' ? FILES : NONE;
path:
  read_text(id, r->rdi, target, size);
  return is_file(target) ? FILES : NONE;
second_path:
  read_text(id, r->rsi, target, size);
  if (target[0] != '/' && (int)r->rdi != AT_FDCWD) {
    char name[256];
    snprintf(name, sizeof name, "%s", target);
    descriptor_target(id, r->rdi, target, size);
    size_t length = strlen(target);
    snprintf(target + length, size - length, "/%s", name);
  }
  return is_file(target) ? FILES : NONE;
}

static int needs_room(long call) {
  return call != SYS_unlink && call != SYS_unlinkat && call != SYS_rmdir && call != SYS_flock &&
         call != SYS_fchmod && call != SYS_chmod && call != SYS_ftruncate;
}

static int error_of(const char *name) {
  if (!strncmp(name, "ENOSPC", 6)) return ENOSPC;
  if (!strncmp(name, "EROFS", 5)) return EROFS;
  if (!strcmp(name, "EIO")) return EIO;
  if (!strcmp(name, "EDQUOT")) return EDQUOT;
  return 0;
}

static int signal_of(const char *name) {
  if (!strncmp(name, "KILL", 4)) return SIGKILL;
  if (!strncmp(name, "TERM", 4)) return SIGTERM;
  if (!strncmp(name, "INT", 3)) return SIGINT;
  if (!strncmp(name, "HUP", 3)) return SIGHUP;
  return 0;
}

static int can_tear(long call) { return call == SYS_write || call == SYS_pwrite64; }

static void refuse(struct thread *thread, struct user_regs_struct *r, int error) {
  r->orig_rax = -1;
  ptrace(PTRACE_SETREGS, thread->id, 0, r);
  thread->replaced = 1;
  thread->answer = -error;
}

static void strike(struct thread *thread, struct user_regs_struct *r, enum kind kind) {
  int number = signal_of(fault);
  if (!strcmp(fault, "KILL-torn") || !strcmp(fault, "short")) {
    if (can_tear(r->orig_rax) && r->rdx > 1) {
      r->rdx /= 2;
      ptrace(PTRACE_SETREGS, thread->id, 0, r);
      thread->tearing = !strcmp(fault, "KILL-torn");
    } else if (fault[0] == 'K') {
      kill(program, SIGKILL);
    }
  } else if (number && strstr(fault, "-group")) {
    kill(-program, number);
  } else if (number) {
    kill(program, number);
  } else if (kind != PROCESS) {
    failing = error_of(fault);
    persistent = fault[strlen(fault) - 1] == '+';
    if (failing) refuse(thread, r, failing);
  }
}

static void enter(struct thread *thread, struct user_regs_struct *r) {
  const char *name = "";
  char target[4096];
  enum kind kind = moment(thread->id, r, &name, target, sizeof target);
  if (kind == NONE) return;
  int isProcess = kind == PROCESS;
  char number[32];
  snprintf(number, sizeof number, "%c%ld", isProcess ? 'p' : 'w', ++counts[isProcess]);
  int strikes = !strcmp(number, wanted);
  fprintf(records, "%s%s %s %s %s\n", strikes ? "!" : "", number, kinds[kind], name, target);
  fflush(records);
  if (strikes) {
    struck = 1;
    strike(thread, r, kind);
  } else if (persistent && kind == FILES && (needs_room(r->orig_rax) || (failing == EROFS && r->orig_rax != SYS_flock))) {
    refuse(thread, r, failing);
  }
}

static void leave(struct thread *thread, struct user_regs_struct *r) {
  if (thread->replaced) {
    r->rax = thread->answer;
    ptrace(PTRACE_SETREGS, thread->id, 0, r);
    thread->replaced = 0;
  }
  if (thread->tearing) kill(program, SIGKILL);
}

static void stopped(pid_t id, int status) {
  int number = WSTOPSIG(status), event = status >> 16;
  struct thread *thread = thread_of(id);
  if (number == (SIGTRAP | 0x80)) {
    struct user_regs_struct registers;
    if (ptrace(PTRACE_GETREGS, id, 0, &registers) == 0) {
      if (thread->inside) leave(thread, &registers);
      else enter(thread, &registers);
    }
    thread->inside = !thread->inside;
    number = 0;
  } else if (event) {
    // A new thread, or the program's own start: neither is in a call. An exec ends with its call's exit.
    if (event == PTRACE_EVENT_STOP) number = 0, thread->inside = 0;
    number = 0;
  }
  // Once nothing can happen any more, the calls need not be watched; this one may still have to be answered.
  int watched = !struck || persistent || thread->replaced || thread->tearing;
  ptrace(watched ? PTRACE_SYSCALL : PTRACE_CONT, id, 0, number);
}

static void expire(int number) {
  (void)number;
  expired = 1;
}

static void start(char **words) {
  int gate[2];
  if (pipe2(gate, O_CLOEXEC)) exit(9);
  program = fork();
  if (program == 0) {
    char byte;
    setsid();
    for (int number = 1; number < 32; number++) signal(number, SIG_DFL);
    close(gate[1]);
    if (read(gate[0], &byte, 1) < 0) _exit(9);
    execv(words[0], words);
    _exit(127);
  }
  long options = PTRACE_O_TRACESYSGOOD | PTRACE_O_TRACECLONE | PTRACE_O_TRACEEXEC | PTRACE_O_EXITKILL;
  if (ptrace(PTRACE_SEIZE, program, 0, options)) {
    perror("inject: cannot trace");
    kill(program, SIGKILL);
    exit(9);
  }
  ptrace(PTRACE_INTERRUPT, program, 0, 0);
  close(gate[0]);
  close(gate[1]);
}

int main(int argc, char **argv) {
  if (argc < 7 || strcmp(argv[5], "--")) return 9;
  fault = argv[1];
  wanted = argv[2];
  records = fopen(argv[3], "we");
  if (!records) return 9;
  struct sigaction action = {.sa_handler = expire};
  sigaction(SIGALRM, &action, NULL);
  prctl(PR_SET_CHILD_SUBREAPER, 1);
  start(argv + 6);
  alarm(atoi(argv[4]));
  int ending = 0, hasEnded = 0;
  while (1) {
    int status;
    pid_t id = waitpid(-1, &status, __WALL);
    if (id < 0 && errno == EINTR) {
      if (expired && hung++ < 3) {
        kill(-program, SIGKILL);
        kill(program, SIGKILL);
        alarm(2);
      } else if (expired) {
        break;
      }
      continue;
    }
    if (id < 0) break;
    if (WIFSTOPPED(status)) {
      stopped(id, status);
      continue;
    }
    forget(id);
    if (id == program) ending = status, hasEnded = 1;
  }
  if (hung) fprintf(records, "hang\n");
  if (!hasEnded) fprintf(records, "lost\n");
  else if (WIFEXITED(ending)) fprintf(records, "exit %d\n", WEXITSTATUS(ending));
  else fprintf(records, "signal %d\n", WTERMSIG(ending));
  fclose(records);
  return 0;
}
