"""The six measures again, slow and obvious: plain loops over plain rows, nothing shared.

Each answers value and coverage, or None where there is nothing to divide by.
"""

from datetime import timedelta
from math import exp, log

CAME = ("present", "late")


class Oracle:
    def __init__(self, book, window):
        self.rows, self.window, self.threshold = book.rows, window, book.threshold

    def held(self, window=None):
        """Deliveries by session, for the sessions held in the window."""
        window = window or self.window
        found = {}
        for row in self.rows["delivery"]:
            if row["held"] and window.starts <= row["day"] <= window.ends:
                found.setdefault(row["session"], []).append(row)
        return found

    def confirmed(self, window=None):
        held = self.held(window)
        return {key: rows for key, rows in held.items() if all(row["confirmed"] for row in rows)}

    def marks(self, sessions):
        return [
            row
            for row in self.rows["attendance"]
            if row["session"] in sessions and row["status"] in CAME
        ]

    def registers(self, window=None):
        held, confirmed = self.held(window), self.confirmed(window)
        marked = {row["session"] for row in self.rows["attendance"]}
        return len(marked & set(confirmed)) / len(held) if held else 0

    def reach(self):
        eligible = sum(row["eligible"] for row in self.rows["population"] if not row["dimension"])
        came = {row["person"] for row in self.marks(self.confirmed())}
        mine = [
            row
            for row in self.rows["participant"]
            if row["eligible"] and not row["duplicate"] and row["person"] in came
        ]
        return (len(mine) / eligible, self.registers()) if eligible else None

    def diversity(self):
        hours, total = {}, 0
        outside = {
            key: rows
            for key, rows in self.held().items()
            if not any(row["in_lessons"] for row in rows)
        }
        confirmed = self.confirmed()
        for mark in self.marks(outside):
            total += mark["minutes"]
            if mark["session"] not in confirmed:
                continue
            named = [row for row in outside[mark["session"]] if row["organisation"]]
            for row in named:
                if row["sector"]:
                    share = mark["minutes"] / len(named)
                    hours[row["sector"]] = hours.get(row["sector"], 0) + share
        known = sum(hours.values())
        if not known:
            return None
        shares = [one / known for one in hours.values() if one]
        marked = {row["session"] for row in self.rows["attendance"]}
        registered = len(marked & set(outside)) / len(outside)
        return exp(-sum(one * log(one) for one in shares)), known / total * registered

    def dosage(self):
        ended = [
            row
            for row in self.rows["enrolment"]
            if row["ended"] and self.window.starts <= row["ended"] <= self.window.ends
        ]
        fair = [
            row
            for row in ended
            if row["minimum_minutes"] is not None and row["minimum_declared"] <= row["began"]
        ]
        if not fair:
            return None
        reached = 0
        # what was attended before the window counts: an enrolment is judged whole
        whole = type(self.window)(min(row["began"] for row in fair), self.window.ends)
        counted = self.marks(self.confirmed(whole))
        for row in fair:
            minutes = sum(
                mark["minutes"]
                for mark in counted
                if mark["person"] == row["person"]
                and mark["activity"] == row["activity"]
                and row["began"] <= mark["day"] <= row["ended"]
            )
            reached += minutes >= row["minimum_minutes"]
        return reached / len(fair), len(fair) / len(ended)

    def partners(self):
        recent = type(self.window)(self.window.ends - timedelta(days=182), self.window.ends)
        took_place = {mark["session"] for mark in self.marks(self.confirmed(recent))}
        live = {
            row["organisation"]
            for key, rows in self.held(recent).items()
            if key in took_place
            for row in rows
        }
        listed = {}
        for row in self.rows["membership_org"]:
            day = self.window.starts
            while day <= self.window.ends:
                if row["starts"] <= day and (row["ends"] is None or day <= row["ends"]):
                    listed.setdefault(row["organisation"], set()).add(day)
                day += timedelta(days=1)
        long = [key for key, days in listed.items() if len(days) >= 183]
        if not long:
            return None
        return sum(key in live for key in long) / len(long), self.registers(recent)

    def crossing(self):
        held, servers = self.held(), {}
        roll = {row["person"]: row for row in self.rows["participant"]}
        for mark in self.marks(self.confirmed()):
            if mark["person"] not in roll:
                continue
            mine = servers.setdefault(mark["person"], set())
            for row in held[mark["session"]]:
                own_lesson = row["organisation"] == mark["site"] and row["in_lessons"]
                if row["organisation"] and not own_lesson:
                    mine.add(row["operator"])
        if not servers:
            return None
        resolved = sum(not roll[person]["duplicate"] for person in servers) / len(servers)
        named = sum(any(row["organisation"] for row in rows) for rows in held.values()) / len(held)
        value = sum(len(found) >= 2 for found in servers.values()) / len(servers)
        return value, resolved * self.registers() * named
