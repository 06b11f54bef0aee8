"""Finding among 200,000 opportunities in eight languages: how long the whole search takes.

    HEDGEROW_HOME=/tmp/search python benchmarks/search.py [--rows 200000]
    HEDGEROW_DATABASE_URL=postgresql://… HEDGEROW_HOME=/tmp/search python benchmarks/search.py

One JSON line a figure, on the database that is connected; it is filled first where it is empty. The
peer is the database's own index of words, asked for the same words as they are typed, of the same
rows: no stems, no filters, no sight, twenty best. Beside the time by the clock stands the processor
time of this program and of the database's process for it, where the system tells that (Linux): other
work on the machine lengthens the first and hardly the second.
"""

import argparse
import json
import os
import random
import statistics
import time
from collections.abc import Callable, Iterator
from datetime import UTC, date, datetime, timedelta
from itertools import accumulate, islice
from pathlib import Path
from typing import Any

import django

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "hedgerow.config.settings")
django.setup()

from django.db import connection, transaction  # noqa: E402 - models need the setup

from hedgerow.commons.ecosystems.models import Ecosystem  # noqa: E402
from hedgerow.config.migrating import migrate  # noqa: E402
from hedgerow.features.engagement.discovery.queries import searched  # noqa: E402
from hedgerow.features.engagement.discovery.rules import asked_of  # noqa: E402
from hedgerow.features.engagement.opportunities.models import (  # noqa: E402
    Opportunity,
    OpportunityKind,
)
from hedgerow.features.engagement.opportunities.searchable import KIND  # noqa: E402
from hedgerow.foundation.installation.statistics import renew_statistics  # noqa: E402
from hedgerow.foundation.permissions import Actor  # noqa: E402
from hedgerow.foundation.search import actions  # noqa: E402

NOW, DAY = datetime(2026, 9, 1, 9, tzinfo=UTC), date(2026, 9, 1)
WORDS = {
    "en": "club robots chess reading music garden science workshop families children volunteers history painting dance "
    "swimming coding cooking library museum history bridges theatre homework mathematics harbour nurses films nature",
    "es": "clase música lectura huerta ciencias familias niños taller historia baile matemáticas biblioteca teatro tareas "
    "cocina puentes pintura canciones ajedrez voluntarios museo natación programación naturaleza puerto película",
    "it": "laboratorio musica lettura giardino scienze famiglie bambini storia danza matematica biblioteca teatro compiti "
    "cucina ponti pittura canzoni scacchi volontari museo nuoto programmazione natura porto film arte",
    "de": "Verein Musik Lesen Garten Wissenschaft Familien Kinder Werkstatt Geschichte Tanz Mathematik Bücherei Theater "
    "Hausaufgaben Kochen Brücken Malen Lieder Schach Freiwillige Museum Schwimmen Natur Hafen Filme Kunst",
    "ar": "نادي قراءة موسيقى حديقة علوم عائلات أطفال ورشة تاريخ رياضيات مكتبة مسرح واجبات طبخ جسور رسم أغاني شطرنج متطوعون "
    "متحف سباحة برمجة طبيعة ميناء أفلام معلمون",
    "he": "חוג קריאה מוזיקה גינה מדעים משפחות ילדים סדנה היסטוריה מתמטיקה ספרייה תיאטרון שיעורים בישול גשרים ציור שירים שחמט "
    "מתנדבים מוזיאון שחייה תכנות טבע נמל סרטים מורים",
    "ko": "동아리 독서 음악 정원 과학 가족 어린이 공방 역사 수학 도서관 연극 숙제 요리 다리 그림 노래 체스 자원봉사 박물관 수영 코딩 자연 항구 영화 교사",
    "sw": "klabu kusoma muziki bustani sayansi familia watoto warsha historia hesabu maktaba maigizo kazi kupika madaraja "
    "uchoraji nyimbo sataranji walimu makumbusho kuogelea programu mazingira bandari filamu vijiji",
}  # fmt: skip
ASKED = (
    ("chess", {}), ("dancing families", {}), ("robot workshops", {"language": "en"}), ("clases de musica", {}),
    ("niña bailes", {"age": 9}), ("laboratori", {"cost": 0}), ("Kind Garten", {}), ("Brücke", {"language": "de"}),
    ("قراءة للأطفال", {}), ("المكتبة", {"age": 12}), ("לילדים", {}), ("הספריות", {"cost": 0}), ("수학을", {}),
    ("도서관에서", {"access": ("step-free",)}), ("mtoto", {}), ("kitabu", {}), ("swim", {"access": ("step-free", "captions")}),
    ("museum", {"language": "en", "age": 10, "cost": 0}),
)  # fmt: skip


Filling = dict[str, tuple[list[str], list[float]]]


def fill(rows: int) -> None:
    """Opportunities of one large ecosystem and of thirteen others, over two hundred kilometres."""
    chance = random.Random(20_26)
    for number in range(14):
        place = Ecosystem.objects.create(
            slug=f"place-{number}", name=f"Place {number}", languages=[list(WORDS)[number % 8]],
            latitude=33.8, longitude=-118.1, created_at=NOW,
        )  # fmt: skip
        OpportunityKind.objects.create(ecosystem=place, key="club", name="Club")
    kinds = list(OpportunityKind.objects.select_related("ecosystem").order_by("pk"))
    filling: Filling = {}
    for language in WORDS:  # few words are used often, as in any language
        words = vocabulary(language, chance)
        filling[language] = words, list(accumulate(1 / place for place in range(1, len(words) + 1)))
    made = (_row(number, chance, kinds, filling) for number in range(rows))
    while some := list(islice(made, 2_000)):
        with transaction.atomic():
            Opportunity.objects.bulk_create(some)


def vocabulary(language: str, chance: random.Random, many: int = 3_000) -> list[str]:
    """Words of the language's letters that say nothing, as most words of a text."""
    letters = sorted({sign for word in WORDS[language].split() for sign in word.lower()})
    return ["".join(chance.choices(letters, k=chance.randint(2, 9))) for _ in range(many)]


def _row(
    number: int, chance: random.Random, kinds: list[OpportunityKind], filling: Filling
) -> Opportunity:
    """Two or three of its words are ones that people look for; the others are of thousands."""
    kind = kinds[0] if number % 2 else chance.choice(kinds)
    language = chance.choices(list(WORDS), (40, 20, 8, 8, 8, 6, 6, 4))[0]
    topics = WORDS[language].split()
    others, weights = filling[language]
    starts = DAY + timedelta(days=chance.randint(-60, 300))
    text = chance.choices(others, cum_weights=weights, k=chance.randint(15, 45))
    text[::20] = chance.choices(topics, k=len(text[::20]))
    return Opportunity(
        ecosystem=kind.ecosystem, kind=kind, languages=[language], starts=starts,
        title=f"{chance.choice(topics)} {chance.choice(others)} {number}", summary=" ".join(text),
        ends=starts + timedelta(days=chance.randint(0, 60)), place=f"Street {number % 900}",
        latitude=33.8 + chance.gauss(0, 0.5), longitude=-118.1 + chance.gauss(0, 0.6),
        sight="public", state="open", age_from=chance.choice((None, 6, 8, 10, 12)),
        cost_amount=chance.choice((0, 0, 5)), cost_currency="USD", created_at=NOW, changed_at=NOW,
        access=chance.sample(("step-free", "captions", "transport", "interpreter"), k=chance.randint(0, 3)),
    )  # fmt: skip


def raw(words: str) -> Callable[[], object]:
    """The database's own index, asked for the same words as they are typed."""
    plain = [word for word in words.split() if word.isalnum()]
    if connection.vendor == "sqlite":
        text = " AND ".join(f'"{word}"' for word in plain)
        sql = "SELECT rowid FROM search_words WHERE search_words MATCH %s ORDER BY rank LIMIT 20"
        given: tuple[str, ...] = (text,)
    else:
        text = " & ".join(f"'{word.lower()}'" for word in plain)
        sql = (
            "SELECT id FROM search_entry WHERE words @@ %s::tsquery "
            "ORDER BY ts_rank(words, %s::tsquery) DESC LIMIT 20"
        )
        given = (text, text)

    def run() -> object:
        with connection.cursor() as cursor:
            cursor.execute(sql, given)
            return cursor.fetchall()

    return run


Times = tuple[list[float], list[float]]
"""Milliseconds by the clock, and of processors."""


def times(runs: list[Callable[[], object]], rounds: int) -> Times:
    """Of every run; a first round fills caches and is not counted."""
    clock: list[float] = []
    worked: list[float] = []
    used = processor()
    for at in range(rounds + 1):
        for run in runs:
            begun, before = time.perf_counter(), used()
            run()
            if at:
                clock.append((time.perf_counter() - begun) * 1000)
                worked.append((used() - before) * 1000)
    return sorted(clock), sorted(worked)


def processor() -> Callable[[], float]:
    """Seconds that this program and the process of its connection have worked so far."""
    if connection.vendor == "sqlite":
        return time.process_time
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_backend_pid()")
        told = Path(f"/proc/{cursor.fetchone()[0]}/schedstat")
    if not told.exists():  # another machine or system: its share is not known
        return time.process_time
    return lambda: time.process_time() + int(told.read_text().split()[0]) / 1e9


def tell(core: str, ours: Times, peer: str, theirs: Times) -> None:
    rows = Opportunity.objects.count()
    p95, other = _p95(ours[0]), _p95(theirs[0])
    line: dict[str, Any] = {"core": f"{core}, {connection.vendor}", "size": rows, "unit": "ms"}
    line |= {"p50": round(statistics.median(ours[0]), 1), "p95": round(p95, 1), "n": len(ours[0])}
    line |= {"cpu_p50": round(statistics.median(ours[1]), 1), "cpu_p95": round(_p95(ours[1]), 1)}
    line |= {"peer": peer, "peer_p50": round(statistics.median(theirs[0]), 1)}
    line |= {"peer_p95": round(other, 1), "ratio": round(p95 / other, 2)}
    line |= {"peer_cpu_p95": round(_p95(theirs[1]), 1)}
    print(json.dumps(line), flush=True)


def _p95(found: list[float]) -> float:
    return found[min(len(found) - 1, int(len(found) * 0.95))]


def asking(ecosystem: Ecosystem | None, **more: Any) -> Iterator[Callable[[], object]]:
    """Each search as its page does it: conditions, order, twenty rows, and how many there are."""
    for words, conditions in ASKED:
        asked = asked_of({**more, **conditions, "words": more.get("words", words)})
        yield lambda asked=asked: searched(Actor.public(), asked, ecosystem, NOW)


def main() -> None:
    parser = argparse.ArgumentParser()
    parser.add_argument("--rows", type=int, default=200_000)
    parser.add_argument("--rounds", type=int, default=5)
    asked = parser.parse_args()
    migrate()
    if not Opportunity.objects.exists():
        begun = time.perf_counter()
        fill(asked.rows)
        filled = time.perf_counter()
        actions.rebuild([KIND])
        ended = time.perf_counter()
        renew_statistics()
        if connection.vendor == "postgresql":
            with connection.cursor() as cursor:
                cursor.execute("VACUUM ANALYZE")
        print(json.dumps({"core": f"index, {connection.vendor}", "size": asked.rows,
                          "ours": round(ended - filled, 1), "unit": "s",
                          "peer": "writing the rows", "peer_value": round(filled - begun, 1)}))  # fmt: skip
    else:
        renew_statistics()
    one = Ecosystem.objects.get(slug="place-0")
    peer = times([raw(words) for words, _more in ASKED], asked.rounds)
    name = "the same words, the database's index alone"
    near = {"near": "33.8, -118.1", "km": 25}
    for core, runs in (
        ("words and conditions in one ecosystem", asking(one)),
        ("words, conditions and a place in one ecosystem", asking(one, **near)),
        ("words and conditions everywhere", asking(None)),
        ("words, conditions and a place everywhere", asking(None, **near)),
        ("a place and conditions without words", asking(one, words="", **near)),
        ("conditions without words", asking(one, words="")),
        ("a place and conditions without words, everywhere", asking(None, words="", **near)),
        ("conditions without words, everywhere", asking(None, words="")),
    ):
        tell(core, times(list(runs), asked.rounds), name, peer)


if __name__ == "__main__":
    main()
