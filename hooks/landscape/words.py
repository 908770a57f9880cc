"""How search cuts texts into words; ``docs/assets/js/search.js`` does the same to what people type."""

from __future__ import annotations

import re
import unicodedata

SHARDS = 128
"""Files over which the words of the texts are spread."""

LEAD = 36
"""Width of the text that is shown under a name, in Latin letters (a Han character is two wide)."""

ASKING = (
    r"什么是|是什么意思|是什么|有哪些|有没有|有什么|哪些|哪个|让|哪种|哪家|如何|怎么样|怎么|怎样|为什么|能不能|可以|请问|介绍一下|所有的?|全部|列表|清单|的?(?:区别|不同|差别)|[吗呢啊？]"
    r"|\b(?:what(?:'s|s)?|which|how|why|who|when|where|is|are|was|were|do|does|did|can|could|should|i|my|me|we|you|the|an?"
    r"|all|any|list|best|of|for|to|in|on|by|with|from|about|explain|tell|there|between|difference|vs|versus|stand|use|make|made|come|came)\b"
)
"""What makes words a question, but says nothing of what is asked; a pattern that Python and JavaScript read alike."""

LISTING = r"哪些|所有|全部|列表|清单|\b(?:which|all|list)\b"
"""What asks for a list."""

FORMS = (
    "語语言言訓训練练資资據据參参數数權权開开閉闭對对齊齐調调優优論论斷断編编碼码譯译圖图視视頻频學学習习強强機机構构術术許许證证庫库類类較较網网絡络檢检儲储緩缓變变換换層层環环節节點点壓压縮缩預预測测記记憶忆體体詞词彙汇義义"
    "達达擴扩長长處处應应用用獎奖勵励專专門门醫医療疗題题問问務务計计運运載载質质評评標标準准線线閱阅讀读說说話话聲声國国際际華华為为衛卫藥药與与後后實实驗验導导產产業业創创發发現现實实時时間间選选擇择單单雙双總总結结果果萬万億亿"
)
"""Traditional characters of the field's words, each before its simplified form."""


def shard(word: str) -> int:
    """Return the number of the file in which a word stands; words that begin alike stand together.

    >>> shard("align") == shard("alignment")
    True
    """
    return (ord(word[0]) + 7 * ord(word[1:2] or "\0")) % SHARDS


_HAN = re.compile(r"[\u3400-\u4dbf\u4e00-\u9fff]")
_RUN = re.compile(r"[\u3400-\u4dbf\u4e00-\u9fff]+|[^\W\d_\u3400-\u4dbf\u4e00-\u9fff]+|\d+")
_PLURAL = 5


def runs(text: str) -> list[str]:
    """Return runs of Han characters, of letters and of digits, in lower case and British spelling, without accents."""
    plain = "".join(sign for sign in unicodedata.normalize("NFKD", text) if not unicodedata.combining(sign))
    return _RUN.findall(re.sub(r"iz(?=e|ing|ation)", "is", plain.lower()).replace("license", "licence"))


def words(text: str) -> list[str]:
    """Cut a text into words, numbers and pairs of Han characters.

    >>> words("Llama2 的量化模型s, models")
    ['llama', '2', '的量', '量化', '化模', '模型', 's', 'model']
    """
    found = []
    for run in runs(text):
        if not _HAN.match(run):
            found.append(run[:-1] if len(run) >= _PLURAL and run.endswith("s") and not run.endswith("ss") else run)
        elif len(run) == 1:
            found.append(run)
        else:
            found += [run[at : at + 2] for at in range(len(run) - 1)]
    return found


def lead(text: str, width: int = LEAD) -> str:
    """Return the beginning of a text, cut after a sentence or clause where one ends in time.

    >>> lead("One sentence. Another one that is longer.", 20)
    'One sentence.'
    >>> lead("短的。这一句长得放不下了", 12)
    '短的。'
    """
    used = 0
    for at, sign in enumerate(text):
        used += 2 if ord(sign) > 0x2E80 else 1  # noqa: PLR2004 - where East Asian signs begin
        if used > width:
            part = text[:at]
            break
    else:
        return text
    ends = [found.end() for found in re.finditer(r"[。；]|[.;](?= )", part)]
    if ends and ends[-1] > len(part) / 3:
        return re.sub("[；;]$", "…", part[: ends[-1]])
    return part.rpartition(" ")[0] + "…" if re.search(r"[A-Za-z]$", part) and " " in part[len(part) // 2 :] else part + "…"
