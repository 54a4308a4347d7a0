"""The tree of a page: parsed without network and entities, and what of it a reader sees."""

from __future__ import annotations

from collections.abc import Callable, Iterator

import regex
from lxml import etree

from loaders.limits import limits
from schemas.errors import EmptyDocumentError, TooLargeError

UNSEEN = frozenset(
    ("script", "style", "noscript", "template", "iframe", "object", "embed", "svg", "canvas", "select", "button",
     "textarea", "input", "head", "title", "map", "audio", "video", "rt", "rp", "frameset", "math")
)  # fmt: skip
BLOCKS = frozenset(
    ("address", "article", "aside", "blockquote", "body", "caption", "center", "dd", "details", "dir", "div", "dl",
     "dt", "fieldset", "figcaption", "figure", "footer", "form", "h1", "h2", "h3", "h4", "h5", "h6", "header", "hr",
     "legend", "li", "main", "menu", "nav", "ol", "p", "pre", "section", "summary", "table", "tbody", "td", "tfoot",
     "th", "thead", "tr", "ul", "ucapcontent", "ucaptitle")
)  # fmt: skip
HIDDEN_STYLE = regex.compile(r"display\s{0,5}:\s{0,5}none|mso-hide\s{0,5}:\s{0,5}all", regex.IGNORECASE)
# .hide { … display: none … }
HIDING_RULE = regex.compile(
    r"(?P<names>[^{}]{1,300})\{[^{}]{0,500}?display\s{0,5}:\s{0,5}none[^{}]{0,500}\}", regex.IGNORECASE
)
HIDING_NAME = regex.compile(r"(?P<sign>[.#])(?P<name>[\w-]{1,60})")
SPACES = regex.compile(r"[ \t\r\n\f]+")
# A line end of the source inside Chinese text is no space.
INSIDE = regex.compile(r"(?<=[^\x00-\x7f])[ \t]*[\r\n]+[ \t\r\n]*(?=[^\x00-\x7f])")
DECLARATION = regex.compile(r"\A\s*<\?xml[^>]{0,300}\?>")
MOST_RULES = 2000
# The parser's own limit
DEEPEST = 2048


def _check_depth(root: etree._Element, parser: etree.HTMLParser, place: str) -> None:
    """The parser drops what stands too deep; tables in tables are each read again for every table around them."""
    if any(entry.type_name == "ERR_RESOURCE_LIMIT" for entry in parser.error_log):
        raise TooLargeError(place, f"{DEEPEST:,} levels")
    depth = 0
    for event, _ in etree.iterwalk(root, events=("start", "end"), tag="table"):
        depth += 1 if event == "start" else -1
        limits().check(place, nesting=depth)


class Page:
    """A parsed page, and which of its elements are hidden.

    Raises EmptyDocumentError where there is no page at all, TooLargeError where it goes deeper than it may.
    """

    def __init__(self, text: str, place: str) -> None:
        # The limit of depth without `huge_tree` cuts pages whose fonts were never closed.
        parser = etree.HTMLParser(
            encoding="utf-8", no_network=True, huge_tree=True, remove_comments=True, remove_pis=True
        )
        source = DECLARATION.sub("", text.replace("\0", "")).encode("utf-8", "replace")
        try:
            root = etree.fromstring(source, parser)
        except etree.XMLSyntaxError as error:
            raise EmptyDocumentError(place) from error
        if root is None:
            raise EmptyDocumentError(place)
        _check_depth(root, parser, place)
        self.root: etree._Element = root
        body = next(root.iter("body"), None)
        self.body: etree._Element = root if body is None else body
        self._hiding = frozenset(self._hiding_names())
        self.shows_hidden = False

    def is_unseen(self, element: etree._Element) -> bool:
        """Whether nobody sees the element, or no words stand in it."""
        if not isinstance(element.tag, str) or element.tag in UNSEEN:
            return True
        if self.shows_hidden:
            return False
        if "hidden" in element.attrib or HIDDEN_STYLE.search(element.get("style", "")[:2000]):
            return True
        names = {"." + name for name in element.get("class", "").split()[:20]} | {"#" + element.get("id", "")}
        return not self._hiding.isdisjoint(names)

    def _hiding_names(self) -> Iterator[str]:
        """Classes and ids that a style sheet in the page hides, where it names nothing but them."""
        for style in self.root.iter("style"):
            for count, rule in enumerate(HIDING_RULE.finditer((style.text or "")[:500_000])):
                if count > MOST_RULES:
                    return
                for selector in rule["names"].split(","):
                    if match := HIDING_NAME.fullmatch(selector.strip()):
                        yield match["sign"] + match["name"]

    def words(self, element: etree._Element) -> str:
        """The text of an element, a line for each of its blocks and breaks."""
        lines = tidy("".join(self.walk(element))).split("\n")
        return "\n".join(line for line in lines if line.strip())

    def visit(
        self, element: etree._Element, taken: Callable[[etree._Element], bool] | None = None
    ) -> Iterator[tuple[str, etree._Element]]:
        """`("start", node)` and `("end", node)` of all that is seen, `("skip", node)` of what is not or is `taken`."""
        walker = etree.iterwalk(element, events=("start", "end"))
        skipped: etree._Element | None = None
        for event, node in walker:
            if event == "end":
                # What is skipped ends only where it has nothing inside.
                if node is not skipped:
                    yield event, node
                skipped = None
            elif node is not element and (self.is_unseen(node) or (taken is not None and taken(node))):
                walker.skip_subtree()
                skipped = node
                yield "skip", node
            else:
                yield event, node

    def walk(self, element: etree._Element) -> Iterator[str]:
        """The texts of an element in order, a line end for each border of a block and each break."""
        for event, node in self.visit(element):
            if node is not element and node.tag in BLOCKS and event != "skip":
                yield "\n"
            elif node.tag == "br" and event == "start":
                yield "\v"
            if event == "start" and node.text:
                yield flowing(node.text, node)
            elif event != "start" and node is not element and node.tail:
                yield flowing(node.tail, node.getparent())


def flowing(text: str, node: etree._Element | None) -> str:
    """Text as it flows on the page: spaces and line ends of the source become one space."""
    if node is not None and node.tag == "pre":
        return text.replace("\n", "\v")
    return SPACES.sub(" ", INSIDE.sub("", text)) if "\n" in text or " " in text or "\t" in text else text


def tidy(text: str) -> str:
    r"""Lines of the page as lines; plain spaces around them go, those that indent them stay.

    >>> tidy("一 \v　二  三\v\v")
    '一\n　二 三\n\n'
    """
    return "\n".join(SPACES.sub(" ", line).strip(" ") for line in text.replace("\n", "\v").split("\v"))


def one_line(text: str) -> str:
    r"""A heading that is set in several lines, in one.

    >>> one_line("某市2023年1-8月\n经济运行情况"), one_line("Report\n2023")
    ('某市2023年1-8月经济运行情况', 'Report 2023')
    """
    return SPACES.sub(" ", INSIDE.sub("", text)).strip()
