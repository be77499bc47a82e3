// Starts `heal server` and hands VS Code over to it. The server does all the work.
const { commands, window, workspace } = require("vscode");
const { LanguageClient } = require("vscode-languageclient/node");

let client;

function start() {
  const command = workspace.getConfiguration("heal").get("path");
  client = new LanguageClient(
    "heal",
    "heal",
    { command, args: ["server"] },
    { documentSelector: [{ language: "heal" }] }
  );
  client.start().catch((error) => {
    window.showErrorMessage(`Cannot start \`${command} server\`: ${error.message}. Is heal installed? See the setting heal.path.`);
  });
}

exports.activate = (context) => {
  context.subscriptions.push(
    commands.registerCommand("heal.restart", async () => {
      await client?.stop().catch(() => {});
      start();
    })
  );
  start();
};

exports.deactivate = () => client?.stop();
