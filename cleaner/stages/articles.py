from cleaner.fixes import Stage, each_rule
STAGE = Stage("articles", (), each_rule)
from dataclasses import dataclass, field
from cleaner.document import Article, Document

@dataclass
class Reading:
    articles: list[Article] = field(default_factory=list)
    furniture: list[str] = field(default_factory=list)

def read(document: Document) -> Reading:
    return Reading([Article(paragraphs=[p for p in document.text.split("\n") if p.strip()])])
