"""Settings: profiles, the configuration file, and finding it."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import asdict, dataclass, fields, replace
from functools import cached_property, lru_cache
from pathlib import Path
from typing import Any

from cleaner.files.whole import SETTINGS, read_whole

PROFILES = ("newspaper", "ocr", "book")
LINES = ("paragraph", "sentence", "source")
SCRIPTS = ("keep", "s", "t", "tw", "hk", "majority")
INDENTS = ("auto", "keep", "strip", "two")
PROSE = ("mixed", "only", "any")
TITLES = ("convert", "keep")
QUOTES = ("script", "keep")
WORDS = ("keep", "local")
ERRORS = ("strict", "keep", "replace")
ORDERS = ("page", "file")
AUTO, BUILT_IN = "auto", "built-in"  # language models
FILE = "cleaner.toml"
NAMES = "names.tsv"  # a dictionary found beside the configuration
LEAVES_OUT = {  # stages and rules that do not run unless `only` names them
    "newspaper": ("lines.page-turn", "misreadings", "names.place"),
    "ocr": ("lines.page-turn",),
    "book": ("articles", "misreadings", "names.place"),
}

SAFE_IN = {"ocr": ("spaces.mark",)}  # rules whose suggestions a profile applies


MOST_DOTS = 256  # in a line: tomllib takes minutes for a key of many thousand parts


class ConfigError(ValueError):
    """A setting that cannot be used; the message names the place and the nearest known word."""


@dataclass(frozen=True)
class Settings:
    """What a run is to do. Every field is a key of the configuration file.

    `profile`: newspaper, ocr or book. `only`, `skip`: names of stages or rules. `lines`: what a
    line of the result is. `dictionary`: files of names. `exclude`: patterns, as in .gitignore, of
    files that a folder's cleaning leaves out. `safe`: names of rules whose suggestions are applied.
    `convention`: what the text does, whatever is found in it; pairs of a trait and its value, a
    table in the file (see `cleaner.text.convention`).
    `indent`: of paragraphs, kept, taken away or two ideographic spaces; `auto` keeps them but on
    pages of a newspaper or of OCR that were put together.
    `prose`: `mixed` leaves alone what is no prose, `only` leaves out files that are none as a
    whole, `any` takes all for prose.
    `script`: the script to convert to. `titles`: whether titles in 《》 are converted, too.
    `quotes`: whether quotation marks follow the script asked for. `words`: whether words become
    those of Taiwan (`tw`) or of the mainland (`s`), too.
    `model`: the language model, `auto`, `built-in` or a file; `pairs`: files of learned pairs;
    `apply_from`, `suggest_from`: how sure a misread character must be (see docs/ocr.md).
    `errors`: what becomes of bytes that do not fit the encoding (see docs/safety.md).
    `order`: of the lines of a file that tells where they stand: `page` by their places, `file` as
    it states or has them.
    """

    profile: str = "newspaper"
    only: tuple[str, ...] = ()
    skip: tuple[str, ...] = ()
    lines: str = "paragraph"
    dictionary: tuple[str, ...] = ()
    exclude: tuple[str, ...] = ()
    safe: tuple[str, ...] = ()
    convention: tuple[tuple[str, str], ...] = ()
    indent: str = "auto"
    prose: str = "mixed"
    script: str = "keep"
    titles: str = "convert"
    quotes: str = "script"
    words: str = "keep"
    model: str = AUTO
    pairs: tuple[str, ...] = ()
    apply_from: float = 0.9
    suggest_from: float = 0.5
    errors: str = "strict"
    order: str = "page"

    def __hash__(self) -> int:
        return self._hash

    @cached_property
    def _hash(self) -> int:
        """Asked for with each text, by whoever keeps something for settings."""
        return hash(tuple(getattr(self, each.name) for each in fields(self)))

    def __getstate__(self) -> dict[str, Any]:
        """The fields: a hash is another one in another process."""
        return {each.name: getattr(self, each.name) for each in fields(self)}

    @property
    def ordered(self) -> bool:
        """Whether the blocks of a page come in their order; an OCR has one of its own."""
        return self.profile != "ocr"

    @property
    def indents(self) -> str:
        """What becomes of indents: a book keeps them when nothing is asked."""
        return "keep" if self.indent == "auto" and self.profile == "book" else self.indent

    @property
    def trusted(self) -> tuple[str, ...]:
        """The rules whose suggestions are applied: those named, and those of the profile."""
        return (*self.safe, *SAFE_IN.get(self.profile, ()))

    def described(self) -> dict[str, Any]:
        """The settings that differ from the defaults, for the head of the ledger."""
        default = asdict(Settings())
        changed = {key: value for key, value in asdict(self).items() if value != default[key]}
        if self.convention:
            changed["convention"] = dict(self.convention)
        return changed


def enabled(settings: Settings, rules: Iterable[str]) -> frozenset[str]:
    """The names of those rules that take part."""

    def named(rule: str, names: Iterable[str]) -> bool:
        return any(rule == name or rule.startswith(name + ".") for name in names)

    left_out = (name for name in LEAVES_OUT[settings.profile] if not named(name, settings.only))
    skip = (*settings.skip, *left_out)
    if settings.lines == "source":
        skip = (*skip, "lines", "columns")
    if settings.lines != "sentence":
        skip = (*skip, "sentences")
    if settings.indent not in ("strip", "two"):
        skip = (*skip, "columns.indent")
    converting = settings.script != "keep"
    asked = ("script.counterpart", "script.convert", "script.quotes")
    unasked = ("script.mixed", "script.variant")
    skip = (*skip, *(unasked if converting else asked))
    if settings.words == "keep" or settings.script not in ("s", "tw"):
        skip = (*skip, "script.words")
    if settings.quotes == "keep" or settings.script == "majority":
        skip = (*skip, "script.quotes")
    return frozenset(
        rule
        for rule in rules
        if (not settings.only or named(rule, settings.only)) and not named(rule, skip)
    )


def runs_in(rule: str) -> str:
    """In which profiles a rule takes part, or `when asked`, if in none by default."""
    found = [profile for profile in PROFILES if enabled(Settings(profile=profile), [rule])]
    if len(found) == len(PROFILES):
        return "all"
    return ", ".join(found) or "when asked"


def nearest(word: str, known: Iterable[str]) -> str:
    """`, did you mean …?` with the known word that is most like `word`, or nothing."""
    from rapidfuzz import fuzz, process

    found = process.extractOne(word, sorted(known), scorer=fuzz.ratio, score_cutoff=LIKE)
    return f", did you mean {found[0]}?" if found else ""


LIKE = 55  # likeness, 0 to 100, below which a word is no misspelling of another; set by hand


def make(values: Mapping[str, Any], place: str, base: Settings | None = None) -> Settings:
    """`base` (the defaults when None) with `values` over it. Raises ConfigError naming `place`."""
    known = {field.name for field in fields(Settings)}
    checked: dict[str, Any] = {}
    for key, value in values.items():
        if key not in known:
            raise ConfigError(f"{place}: unknown key {key!r}{nearest(key, known)}")
        checked[key] = _check(key, value, place)
    return replace(base or Settings(), **checked)


def _check(key: str, value: Any, place: str) -> Any:
    given = value if isinstance(value, list | tuple) else [value]
    if any(isinstance(each, str) and "\0" in each for each in given):
        raise ConfigError(f"{place}: {key} has a NUL character")
    if key == "convention":
        return _convention(value, place)
    choices = {
        "profile": PROFILES, "lines": LINES, "indent": INDENTS, "prose": PROSE,
        "script": SCRIPTS, "titles": TITLES, "quotes": QUOTES, "words": WORDS,
        "errors": ERRORS, "order": ORDERS,
    }.get(key)  # fmt: skip
    if choices:
        if value not in choices:
            raise ConfigError(
                f"{place}: {key} is {value!r}, not one of {', '.join(choices)}"
                + nearest(str(value), choices)
            )
        return value
    if key == "model":
        if not isinstance(value, str):
            raise ConfigError(f"{place}: model must be {AUTO}, {BUILT_IN} or a file")
        return value
    if key in ("apply_from", "suggest_from"):
        if isinstance(value, bool) or not isinstance(value, int | float) or not 0 <= value <= 1:
            raise ConfigError(f"{place}: {key} must be a number from 0 to 1")
        return float(value)
    if not isinstance(value, list | tuple) or not all(isinstance(item, str) for item in value):
        raise ConfigError(f"{place}: {key} must be a list of strings")
    return tuple(value)


def _convention(value: Any, place: str) -> tuple[tuple[str, str], ...]:
    """The pairs of the table `convention`, checked."""
    from cleaner.text.convention import CHOICES

    if not isinstance(value, Mapping):
        raise ConfigError(f"{place}: convention must be a table")
    for name, choice in value.items():
        if name not in CHOICES:
            raise ConfigError(f"{place}: unknown key convention.{name}{nearest(name, CHOICES)}")
        if choice not in CHOICES[name]:
            known = ", ".join(CHOICES[name])
            raise ConfigError(f"{place}: convention.{name} is {choice!r}, not one of {known}")
    return tuple(sorted(value.items()))


def find(start: Path) -> Path | None:
    """The configuration nearest to `start`: cleaner.toml, or pyproject.toml with [tool.cleaner]."""
    for directory in (start, *start.parents):
        if (directory / FILE).is_file():
            return directory / FILE
        project = directory / "pyproject.toml"
        if project.is_file() and "cleaner" in _tool(project, _parse(project)):
            return project
    return None


def load(path: Path) -> Settings:
    """The settings in a configuration file; the files it names are found beside it.

    Where it names none, `names.tsv` beside it is one.
    """
    values = _parse(path)
    if path.name == "pyproject.toml":
        values = _tool(path, values).get("cleaner", {})
        if not isinstance(values, dict):
            raise ConfigError(f"{path}: tool.cleaner must be a table")
    settings = make(values, str(path))
    names = settings.dictionary
    if "dictionary" not in values and (path.parent / NAMES).is_file():
        names = (NAMES,)
    here = path.parent
    model = settings.model
    return replace(
        settings,
        dictionary=tuple(str(here / name) for name in names),
        pairs=tuple(str(here / name) for name in settings.pairs),
        model=model if model in (AUTO, BUILT_IN) else str(here / model),
    )


def _parse(path: Path) -> dict[str, Any]:
    """The tables of a file, which are not to be changed. Raises ConfigError."""
    try:
        text = read_whole(path, SETTINGS).decode("utf-8")
        if any(line.count(".") > MOST_DOTS for line in text.split("\n") if line[:1] != "#"):
            raise RecursionError
        return _tables(text)
    except OSError as error:
        raise ConfigError(f"{path}: {error.strerror}") from None
    except RecursionError:
        raise ConfigError(f"{path}: nested too deeply") from None
    except ValueError as error:  # of TOML, of UTF-8, of a number with too many digits
        raise ConfigError(f"{path}: {error}") from None


@lru_cache(64)
def _tables(text: str) -> dict[str, Any]:
    """The tables of TOML. It is asked for the same file again and again. Raises ValueError."""
    import tomllib

    return tomllib.loads(text)


def _tool(path: Path, values: dict[str, Any]) -> dict[str, Any]:
    """The table `tool` of a pyproject.toml."""
    tool = values.get("tool", {})
    if not isinstance(tool, dict):
        raise ConfigError(f"{path}: tool must be a table")
    return tool
