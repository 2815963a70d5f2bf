"""The rules of the stage: what is put in order, what is noted."""

from __future__ import annotations

from cleaner.knowledge.lexicon import Lexicon
from cleaner.ledger.rules import Safety, rule
from cleaner.page.columns.backwards import backwards as found_backwards
from cleaner.page.columns.judging import Judged, given_in_turn
from cleaner.page.columns.reading import Line, Order
from cleaner.page.interleaved import interleaved_rows
from cleaner.page.layout import Lines as Physical
from cleaner.text.characters import HAN
from cleaner.text.document import Document


@rule("rows.columns", confidence=0.97)
def columns(found: Judged) -> list[Order]:
    """Columns printed side by side are put one after the other.

    ## Why
    Programs that print a page as it looks (`pdftotext -layout`) give a line of each column in one
    row. Where gutters part the rows and words run across the ends of the lines in each column, each
    line gets a line of its own, column by column. Indents stay, for they begin paragraphs. A
    headline over several columns comes before them; blocks set apart by blank rows are read one by
    one. Tables, lists and code have gutters too, but no words run across their rows: they stay.
    Of a few rows the language tells little: they are taken where each line is as wide as its column
    and breaks off inside a clause. Columns of Latin text must be prose: lines that end in mid-sentence
    do so where the next word had no room. Where paragraphs of two columns begin in the same rows,
    they are read across.

    ## Examples
    Repairs: 昨天上午，全市召开水利    市民代表对此表示欢迎，⏎建设大会，总结今年各项    希望有关部门尽快公布实⏎工作，部署明年任务。会    施方案，让更多的居民能⏎议要求，各地要加强领导    够享受到便利。专家说，⏎，明确责任，抓好工程质    项目对改善城市环境、提⏎量，保证群众用水安全。    高生活质量有重要意义。 → 昨天上午，全市召开水利建设大会，总结今年各项工作，部署明年任务。会议要求，各地要加强领导，明确责任，抓好工程质量，保证群众用水安全。市民代表对此表示欢迎，希望有关部门尽快公布实施方案，让更多的居民能够享受到便利。专家说，项目对改善城市环境、提高生活质量有重要意义。
    Leaves: 名称      数量      单位⏎苹果      十二      公斤⏎香蕉      二十      公斤⏎葡萄      三十      公斤⏎西瓜      四十      公斤

    ## Known failures
    - Columns of Latin text with one blank between them.
    - Translations and old and new wordings side by side are read across, and stay with a note.

    ## Since
    0.1.0
    """
    return found.taken


@rule("rows.turns", confidence=0.95)
def turns(document: Document, lexicon: Lexicon) -> list[Order]:
    """Lines of neighbouring columns that were given in turn are put one column after the other.

    ## Why
    pdfminer and OCR read some pages row by row, a line of each column in turn; `pdftotext` prints
    two columns in one row with a single blank between them. Each line is laid on the column in
    which the text goes on best; the column longest without a line is the likeliest. Taken is the
    order in which the texts go on clearly better than as they are given; else all stays.

    ## Examples
    Repairs: 昨天上午，全市召开水利建⏎本报讯 图书馆新馆昨日正⏎设大会，总结今年各项工⏎式对外开放，市民代表参加⏎作，部署明年任务。会议要⏎了开馆仪式。新馆藏书超过⏎求，各地要加强组织领导，⏎三十万册，设有少年儿童阅⏎明确责任，抓好工程质量，⏎览室和电子阅览室，全年免⏎保证群众用水安全。⏎费服务读者。 → 昨天上午，全市召开水利建设大会，总结今年各项工作，部署明年任务。会议要求，各地要加强组织领导，明确责任，抓好工程质量，保证群众用水安全。⏎⏎本报讯 图书馆新馆昨日正式对外开放，市民代表参加了开馆仪式。新馆藏书超过三十万册，设有少年儿童阅览室和电子阅览室，全年免费服务读者。
    Leaves: 问：办理营业执照要带哪些材料⏎答：身份证和经营场所的证明⏎问：办理需要多少个工作日⏎答：材料齐全的，三个工作日⏎问：外地户口可不可以在本市⏎答：可以，带上居住证就行

    ## Known failures
    None known.

    ## Since
    0.1.0
    """
    return given_in_turn(document, lexicon)


@rule("rows.backwards", confidence=0.97)
def backwards(document: Document, lexicon: Lexicon) -> list[list[Line]]:
    """Lines that were given from the last to the first are turned round.

    ## Why
    Chinese set downwards is read from the right; an OCR that reads its lines from the left gives the
    last one first. Turned round is a block of four lines and more, all of one width but its first,
    which may be the short end of a paragraph, where the text goes on clearly better so.

    ## Examples
    Repairs: 安全和农田灌溉的需要。⏎，明确责任，保证群众用水⏎求，各地要加强组织领导⏎作，部署明年任务。会议要⏎设大会，总结今年各项工⏎昨天上午，全市召开水利建 → 昨天上午，全市召开水利建设大会，总结今年各项工作，部署明年任务。会议要求，各地要加强组织领导，明确责任，保证群众用水安全和农田灌溉的需要。
    Leaves: 白日依山尽，⏎黄河入海流。⏎欲穷千里目，⏎更上一层楼。

    ## Known failures
    - Three lines say too little.

    ## Since
    0.1.0
    """
    return found_backwards(document, lexicon) if document.has(HAN) else []


@rule("rows.doubtful", safety=Safety.NOTE)
def doubtful(found: Judged) -> list[Order]:
    """These rows may be columns printed side by side.

    ## Why
    There are gutters and running text, but too few words run across the line ends of the columns to
    prove in which order they are to be read. Nothing is moved.

    ## Examples
    Leaves: 名称      数量      单位⏎苹果      十二      公斤⏎香蕉      二十      公斤

    ## Known failures
    None known.

    ## Since
    0.1.0
    """
    return found.doubted


@rule("rows.interleaved", safety=Safety.NOTE)
def interleaved(document: Document, lexicon: Lexicon) -> list[tuple[int, int]]:
    """The lines of neighbouring columns stand here in turn: the order is wrong.

    ## Why
    Words run on from a line to one further down, or from a cell to the one below it, and hardly any
    runs on as the text is given; but no order was found that is clearly better. Nothing is moved,
    and no line in there is joined to the next; another extractor may read the page in order
    (`pdftotext -layout`, PyMuPDF).

    ## Examples
    Leaves: 昨天上午，全市召开水利⏎建设大会，总结今年各项⏎工作，部署明年任务。会⏎议要求，各地要加强领导⏎，明确责任，抓好工程质⏎量，保证群众用水安全。
    Leaves: 名称 数量⏎苹果 十二⏎香蕉 二十⏎葡萄 三十⏎西瓜 四十

    ## Known failures
    None known.

    ## Since
    0.1.0
    """
    lines = Physical.of(document)
    return [
        (int(lines.starts[first]), int(lines.ends[last]))
        for first, last in interleaved_rows(document, lexicon)
    ]
