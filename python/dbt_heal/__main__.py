"""`python -m dbt_heal` is `heal`, where the program is not on the path."""
import os
import sys

from dbt_heal import find_heal_bin

if __name__ == "__main__":
    program = find_heal_bin()
    os.execv(program, [program, *sys.argv[1:]])
