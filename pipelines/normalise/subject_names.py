"""How a subject's printed name is reduced to the form in which names are compared."""

import re
import unicodedata

from pipelines.recognise.remembered import remembered

CIRCLED = re.compile(r"^[①-⓿❶-➓㈠-㈩㊀-㊉]+")
ENUMERATOR = re.compile(
    r"^(?:第?[一二三四五六七八九十百]+[、.．]|\([一二三四五六七八九十百\d]+\)|\d+(?:[.．]\d+)*[.．、)](?!\d)|其中:)"
)
NOT_A_LETTER = re.compile(r"[\W_]+")


def drop_enumerator(name: str) -> str:
    """The name without blanks and without what numbers it in a list.

    >>> drop_enumerator("一、（二） 国防支出")
    '国防支出'
    >>> drop_enumerator("资本性支出（一）")
    '资本性支出(一)'
    """
    text = re.sub(r"\s+", "", unicodedata.normalize("NFKC", CIRCLED.sub("", name.strip())))
    while True:
        shorter = ENUMERATOR.sub("", text, count=1)
        # A label that is nothing but an enumerator stays as it is printed: an empty name would match by accident.
        if shorter == text or not shorter:
            return text
        text = shorter


@remembered
def subject_key(name: str) -> str:
    """The form in which names are compared: no enumerator, no blanks, no punctuation, no 的, one width.

    >>> subject_key("三、 对个人和家庭的补助") == subject_key("对个人和家庭补助")
    True
    """
    return NOT_A_LETTER.sub("", drop_enumerator(name)).replace("的", "")
