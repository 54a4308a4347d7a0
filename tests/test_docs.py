"""The documentation is whole: every command and option, every field, every target of the Makefile."""

from __future__ import annotations

from pathlib import Path

import pytest
import regex
from pydantic import BaseModel

import schemas
from audit.rows import CHECKS
from corpus.frames import LONG
from extract.rules import RULES
from schemas.records import Located, Reported
from tongbao.constructions import page

ROOT = Path(__file__).parents[1]
DOCS = ROOT / "docs"

MODELS = (
    schemas.Bulletin,
    schemas.Source,
    schemas.Meta,
    schemas.AttachedFile,
    schemas.Area,
    schemas.Period,
    schemas.Truncation,
    Located,
    schemas.Inherited,
    Reported,
    schemas.Facets,
    schemas.Figure,
    schemas.Percentage,
    schemas.TableCell,
    schemas.Ranking,
    schemas.RankingEntry,
    schemas.Roster,
    schemas.Finding,
    schemas.Message,
    schemas.Document,
    schemas.Block,
    schemas.Furniture,
    schemas.OffsetMap,
    schemas.Table,
    schemas.Cell,
)


@pytest.mark.parametrize("model", MODELS, ids=lambda model: model.__name__)
def test_every_field_is_in_the_field_reference(model: type[BaseModel]) -> None:
    text = (DOCS / "output.md").read_text(encoding="utf-8")
    missing = [name for name in model.model_fields if f"`{name}`" not in text]
    assert missing == []


def test_every_exported_model_is_checked() -> None:
    exported = {
        value for value in vars(schemas).values() if isinstance(value, type) and issubclass(value, BaseModel)
    }
    assert exported <= {*MODELS}


def test_every_command_and_option_is_in_the_command_reference() -> None:
    from typer.main import get_command

    from tongbao.cli import app

    text = (DOCS / "cli.md").read_text(encoding="utf-8")
    commands = get_command(app).commands
    assert {"extract", "ingest", "list", "show", "compare", "indicators", "areas", "schema", "demo"} <= set(
        commands
    )
    sections = {part.partition("\n")[0]: part for part in text.split("\n## tongbao ")}
    for name, command in commands.items():
        options = [
            option for parameter in command.params for option in parameter.opts if option.startswith("--")
        ]
        assert [option for option in options if option not in sections[name]] == [], name


def test_every_check_is_described() -> None:
    text = (DOCS / "audit.md").read_text(encoding="utf-8")
    assert [check.id for check in CHECKS if f"`{check.id}`" not in text] == []


def test_every_target_of_the_makefile_is_described() -> None:
    makefile = (ROOT / "Makefile").read_text(encoding="utf-8")
    phony = regex.search(r"^\.PHONY: (.*)$", makefile, regex.MULTILINE)
    assert phony
    told = "".join((ROOT / name).read_text(encoding="utf-8") for name in ("README.md", "CONTRIBUTING.md"))
    assert [target for target in phony[1].split() if target != "clean" and f"make {target}" not in told] == []


@pytest.mark.parametrize(
    "name",
    [
        "README.md",
        "CONTRIBUTING.md",
        "docs/architecture.md",
        "docs/cli.md",
        "docs/constructions.md",
        "docs/limits.md",
        "docs/output.md",
        "docs/charts.md",
        "docs/series.md",
        "docs/spacy.md",
        "docs/store.md",
        "tests/bulletins/README.md",
        "tests/heldout/README.md",
    ],
)
def test_every_link_leads_somewhere(name: str) -> None:
    text = (ROOT / name).read_text(encoding="utf-8")
    links = [link for link in regex.findall(r"\]\(([^)#]+)(?:#[^)]*)?\)", text) if "://" not in link]
    assert [link for link in links if not (ROOT / name).parent.joinpath(link).exists()] == []


def test_the_page_of_constructions_is_what_the_rules_say() -> None:
    written = (DOCS / "constructions.md").read_text(encoding="utf-8")
    assert written == page(), "docs/constructions.md is stale: `make docs` writes it anew"


def test_every_rule_and_example_is_on_the_page_of_constructions() -> None:
    lines = page().splitlines()
    assert [rule.id for rule in RULES if f"### `{rule.id}`" not in lines] == []
    examples = [example for rule in RULES for example in (*rule.examples, *rule.counterexamples)]
    assert len([line for line in lines if line.startswith("| ") and "<b>" in line]) == len(examples)


def test_every_module_of_the_reader_is_in_the_architecture() -> None:
    text = (DOCS / "architecture.md").read_text(encoding="utf-8")
    modules = [path.name for path in (ROOT / "extract").glob("**/*.py") if path.name != "__init__.py"]
    assert [name for name in modules if not regex.search(rf"[`/]{regex.escape(name)}`", text)] == []


def test_every_module_of_the_corpus_is_in_the_architecture() -> None:
    text = (DOCS / "architecture.md").read_text(encoding="utf-8")
    modules = [path.name for path in (ROOT / "corpus").glob("*.py") if path.name != "__init__.py"]
    assert [name for name in modules if f"`{name}`" not in text] == []


def test_every_column_of_the_long_frame_is_described() -> None:
    text = (DOCS / "series.md").read_text(encoding="utf-8")
    assert [column.name for column in LONG if f"| `{column.name}` |" not in text] == []


def test_every_folder_of_the_house_is_in_the_architecture() -> None:
    text = (DOCS / "architecture.md").read_text(encoding="utf-8")
    rooms = [path.parent.name for path in ROOT.glob("*/py.typed")]
    assert len(rooms) >= 6
    assert [room for room in rooms if f"`{room}/`" not in text] == []
