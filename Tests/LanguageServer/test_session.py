"""An editing session with `heal server`, driven by a client that nobody here wrote (pytest-lsp on pygls)."""
import asyncio

import pytest
from lsprotocol import types

RULE = """\
## The till is offline.
rule shop.till_offline {
  category SHOP
  match 'till <number:int> 🙂 of <shop> is offline'
  let near = closest(shop, project.models)
  fix "Ask ${near} about till ${number}" {
    ask "Is till ${number} of ${shop} on?"
    confidence 40% when near == shop
  }

  test "a till" {
    failure 'till 7 🙂 of north is offline'
    expect match
  }

  test "a lamp" {
    failure 'lamp 7 of north is offline'
    expect no match
  }
}
"""


class Editor:
    """A document in the editor: what it says, and where things stand in it."""

    def __init__(self, client, name, text):
        self.client, self.text, self.version = client, text, 1
        self.path = client.folder / "rules" / name
        self.uri = self.path.as_uri()
        self.document = types.TextDocumentIdentifier(uri=self.uri)

    def open(self):
        item = types.TextDocumentItem(uri=self.uri, language_id="heal", version=1, text=self.text)
        self.client.text_document_did_open(types.DidOpenTextDocumentParams(text_document=item))

    def position(self, offset):
        before = self.text[:offset]
        line = before.count("\n")
        last = before.rsplit("\n", 1)[-1]
        return types.Position(line=line, character=len(last.encode("utf-16-le")) // 2)

    def at(self, word, number=0, behind=1):
        offset = -1
        for _ in range(number + 1):
            offset = self.text.index(word, offset + 1)
        return dict(text_document=self.document, position=self.position(offset + behind))

    def replace(self, old, new):
        """Types `new` over the first `old`, as an editor tells it: the range that changes."""
        offset = self.text.index(old)
        extent = types.Range(start=self.position(offset), end=self.position(offset + len(old)))
        self.text = self.text.replace(old, new, 1)
        self.version += 1
        self.client.text_document_did_change(
            types.DidChangeTextDocumentParams(
                text_document=types.VersionedTextDocumentIdentifier(uri=self.uri, version=self.version),
                content_changes=[types.TextDocumentContentChangePartial(range=extent, text=new)],
            )
        )

    def slice(self, extent):
        lines = self.text.split("\n")

        def offset(position):
            line = lines[position.line].encode("utf-16-le")[: position.character * 2].decode("utf-16-le")
            return sum(len(text) + 1 for text in lines[: position.line]) + len(line)

        return offset(extent.start), offset(extent.end)

    def apply(self, edits):
        """The text with the edits of the server in it."""
        text = self.text
        for edit in sorted(edits, key=lambda edit: self.slice(edit.range), reverse=True):
            start, end = self.slice(edit.range)
            text = text[:start] + edit.new_text + text[end:]
        return text

    async def problems(self, wanted):
        """The codes of the problems, once they are those that are waited for."""
        for _ in range(1200):
            found = sorted(one.code for one in self.client.diagnostics.get(self.uri, []))
            if found == sorted(wanted):
                return self.client.diagnostics.get(self.uri, [])
            await asyncio.sleep(0.1)
        raise AssertionError(f"{found} are not {wanted}")


@pytest.mark.asyncio
async def test_a_whole_session(client):
    editor = Editor(client, "till.heal", RULE)
    editor.open()
    await editor.problems([])

    # A slip of the pen, seen while it is typed, with its remedy.
    editor.replace("closest(shop", "closest(shopp")
    (problem,) = await editor.problems(["undefined-name"])
    assert editor.text[slice(*editor.slice(problem.range))] == "shopp"
    assert "did you mean `shop`?" in problem.message
    actions = await client.text_document_code_action_async(
        types.CodeActionParams(
            text_document=editor.document, range=problem.range, context=types.CodeActionContext(diagnostics=[problem])
        )
    )
    (action,) = [one for one in actions if one.diagnostics[0].code == "undefined-name"]
    assert action.title == "Write `shop`"
    assert editor.apply(action.edit.changes[editor.uri]) == RULE
    editor.replace("closest(shopp", "closest(shop")
    await editor.problems([])

    # Reading: what the words mean, where they come from, how the tests come out.
    hover = await client.text_document_hover_async(types.HoverParams(**editor.at("closest")))
    assert "closest(name: text, list: a list of texts)" in hover.contents.value
    hover = await client.text_document_hover_async(types.HoverParams(**editor.at("SHOP")))
    assert "What only our shop has." in hover.contents.value
    hover = await client.text_document_hover_async(types.HoverParams(**editor.at("is offline", 1)))
    assert "Tried only where" in hover.contents.value
    (place,) = await client.text_document_definition_async(types.DefinitionParams(**editor.at("${number}", 1, 3)))
    assert editor.text[slice(*editor.slice(place.range))] == "number"
    assert editor.slice(place.range)[0] == editor.text.index("<number") + 1
    (place,) = await client.text_document_definition_async(types.DefinitionParams(**editor.at("SHOP")))
    assert place.uri.endswith("/rules/categories.heal")
    symbols = await client.text_document_document_symbol_async(
        types.DocumentSymbolParams(text_document=editor.document)
    )
    assert [one.name for one in symbols] == ["shop.till_offline"]
    assert [one.name for one in symbols[0].children][-2:] == ["a till", "a lamp"]
    (lens,) = await client.text_document_code_lens_async(types.CodeLensParams(text_document=editor.document))
    assert lens.command.title == "2 tests pass"

    # Typing on: the list at the cursor, in text that is not finished.
    editor.replace("  let near", "  where simi\n  let near")
    completion = await client.text_document_completion_async(
        types.CompletionParams(**editor.at("where simi", 0, len("where simi")))
    )
    labels = {one.label: one for one in completion.items}
    assert {"similarity", "number", "shop", "node.name"} <= set(labels)
    typed = editor.apply([labels["similarity"].text_edit])
    assert "  where similarity\n" in typed
    editor.replace("  where simi\n", "   where   similarity( shop,near )>=0.5\n")
    await editor.problems([])

    # Formatting is one edit; renaming reaches every place.
    edits = await client.text_document_formatting_async(
        types.DocumentFormattingParams(
            text_document=editor.document, options=types.FormattingOptions(tab_size=2, insert_spaces=True)
        )
    )
    laid_out = editor.apply(edits)
    assert "  where similarity(shop, near) >= 0.5\n" in laid_out
    editor.replace(editor.text, laid_out)
    prepared = await client.text_document_prepare_rename_async(types.PrepareRenameParams(**editor.at("<number")))
    assert prepared.placeholder == "number"
    renamed = await client.text_document_rename_async(types.RenameParams(**editor.at("<number"), new_name="till"))
    text = editor.apply(renamed.changes[editor.uri])
    assert text.count("till ${till}") == 2 and "<till:int>" in text and "number" not in text
    editor.replace(editor.text, text)
    await editor.problems([])

    # Text broken off in the middle: problems, and answers all the same.
    editor.replace('  fix "Ask', '  fix "Ask ${')
    symbols = await client.text_document_document_symbol_async(
        types.DocumentSymbolParams(text_document=editor.document)
    )
    assert symbols[0].name == "shop.till_offline"

    # The file was never saved: closing it takes back what was said of it.
    client.text_document_did_close(types.DidCloseTextDocumentParams(text_document=editor.document))
    await editor.problems([])


@pytest.mark.asyncio
async def test_rules_are_known_across_files(client):
    first = Editor(client, "first.heal", RULE)
    first.open()
    second = Editor(
        client,
        "second.heal",
        "rule shop.all_offline {\n  category SHOP\n  overrides shop.till_offline\n"
        "  match 'all tills of <_shop> are off'\n}\n",
    )
    second.open()
    await second.problems(["missing-test"])
    places = await client.text_document_references_async(
        types.ReferenceParams(**second.at("shop.till"), context=types.ReferenceContext(include_declaration=True))
    )
    assert {place.uri for place in places} == {first.uri, second.uri}
    renamed = await client.text_document_rename_async(
        types.RenameParams(**second.at("shop.till"), new_name="shop.till_dead")
    )
    assert set(renamed.changes) == {first.uri, second.uri}

    # What one file loses, the other misses at once.
    first.replace("rule shop.till_offline", "rule shop.other")
    await second.problems(["missing-test", "undefined-rule"])
