"""Starts `heal server` for each test: HEAL names the program."""
import os
import pathlib

import pytest_lsp
from lsprotocol import types
from pytest_lsp import ClientServerConfig, LanguageClient, client_capabilities

ROOT = pathlib.Path(__file__).resolve().parents[2]
HEAL = os.environ.get("HEAL", str(ROOT / ".build/debug/heal"))


@pytest_lsp.fixture(
    config=ClientServerConfig(
        server_command=[HEAL, "server"],
        server_env={"HEAL_STANDARD_RULES": str(ROOT / "rules"), "PATH": os.environ["PATH"]},
    )
)
async def client(lsp_client: LanguageClient, tmp_path):
    (tmp_path / "rules").mkdir()
    (tmp_path / "dbt_project.yml").write_text("name: shop\n")
    (tmp_path / "rules" / "categories.heal").write_text('category SHOP "What only our shop has."\n')
    lsp_client.folder = tmp_path
    # An editor takes the server's wish to hear of changed files; this client has no such thing of its own.
    lsp_client.feature(types.CLIENT_REGISTER_CAPABILITY)(lambda params: None)
    await lsp_client.initialize_session(
        types.InitializeParams(
            capabilities=client_capabilities("visual-studio-code"), root_uri=tmp_path.as_uri()
        )
    )
    yield
    await lsp_client.shutdown_session()
