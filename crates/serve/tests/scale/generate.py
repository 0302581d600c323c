#!/usr/bin/env python3
"""Prints N generated news reports as JSON Lines, for trying a dossier of any size: `generate.py 20000 | rapporteur read big.rapporteur -`.

`generate.py N one` makes them of a single negotiation, with news every day or two.

Several hundred invented negotiations over eight years, each with two parties, a mediator, rounds, offers, answers, deadlines, meetings and
deeds; four reports a round by different outlets, one of them a near copy of another. Plain standard library; same N, same bytes."""
import datetime
import json
import random
import sys

LANDS = ("Avaria Belmora Caldonia Drevia Estland Farovia Galdria Hestia Ilvania Jorvia Kestria Lomaria Mordavia Nerovia Ostravia "
         "Pelgaria Quenia Rovenia Sarmia Tolvania Ulmeria Valdoria Westria Ysmaria Zelovia Arkonia Brunvia Corvania Dalmora Ervia").split()
CITIES = "Zenda Harvik Solmouth Brenna Castelo Dorvar Emling Fairhaven Grünau Helmsby Istria Jarrow Kolmar Lissen Marlow Nordheim".split()
FIRST = "Anna Otto Marta Pavel Elin Jonas Clara Viktor Ines Hugo Nadia Emil Rosa Karl Lena Tomas".split()
LAST = "Weiss Falk Brandt Marek Olsen Varga Duarte Keller Novak Lindt Sorel Haas Petrov Quist Roman Stahl Thorn Ulman Vance Wolff".split()
OFFICES = ["Foreign Minister", "President", "Prime Minister", "Defence Minister", "chief negotiator"]
OUTLETS = [f"{a} {b}" for a in ("Harbour", "Morning", "Evening", "Northern", "River", "Capital", "Free", "Daily") for b in ("Post", "Wire", "Echo", "Herald", "Times")]
THINGS = [("a ceasefire", "ceasefire"), ("an exchange of prisoners", "exchange"), ("talks on the border", "border talks"), ("a lower tariff on steel", "tariff offer"),
          ("the reopening of the port", "port plan"), ("a fishing quota of {n} tonnes", "quota"), ("the withdrawal of its troops", "withdrawal"), ("a pay rise of {p} percent", "pay offer"),
          ("a loan of {n} million dollars", "loan"), ("an inspection of the plant", "inspection"), ("a humanitarian corridor", "corridor"), ("the return of {n} detainees", "return")]


def words(day):
    return f"{day.day} {day:%B}"


def talks(number):
    """One negotiation: what holds for all of its reports."""
    rng = random.Random(f"talks {number}")
    a, b, mediator = rng.sample(LANDS, 3)
    people = {land: (rng.choice(OFFICES), f"{rng.choice(FIRST)} {rng.choice(LAST)}") for land in (a, b, mediator)}
    begin = datetime.date(2024, 1, 8) + datetime.timedelta(days=rng.randrange(2800))
    return rng, a, b, mediator, people, begin


def reports(count, one=False):
    made, number = 0, 0
    while made < count:
        rng, a, b, mediator, people, begin = talks(number)
        number += 1
        day = begin
        for round_ in range(count if one else rng.randint(3, 9)):
            day += datetime.timedelta(days=rng.randint(0, 1) if one else rng.randint(2, 12))
            if round_ % 2:
                a, b = b, a
            thing, short = rng.choice(THINGS)
            thing = thing.format(n=10 * rng.randint(3, 90), p=rng.randint(2, 12))
            city, due, meeting = rng.choice(CITIES), day + datetime.timedelta(days=rng.randint(3, 20)), day + datetime.timedelta(days=rng.randint(5, 30))
            (oa, pa), (ob, pb) = people[a], people[b]
            offer = f"{a} offered {b} {thing} on {words(day)}, {oa} {pa} said in {city}."
            quote = f"\"We propose {thing} and we expect an answer by {words(due)},\" {pa.split()[1]} said."
            answer = rng.choice([
                f"{b} rejected the {short} of {a}. \"We will not accept it,\" {ob} {pb} said.",
                f"{b} accepted the {short} of {a}, {ob} {pb} said.",
                f"{b} has not yet answered the {short} of {a}.",
                f"{pb} said {b} would accept the {short} only if {a} released {rng.randint(4, 60)} detainees.",
            ])
            demand = f"{b} demanded that {a} withdraw its troops by {words(due)}."
            meet = f"The delegations of {a} and {b} will meet in {city} on {words(meeting)}, {mediator} said."
            deed = f"On {words(day - datetime.timedelta(days=1))} {a} and {b} exchanged {rng.randint(5, 400)} prisoners in {rng.choice(CITIES)}."
            outlets = rng.sample(OUTLETS, 4)
            texts = [
                (day, f"{a} offers {b} {thing}", [offer, quote, answer]),
                (day, f"{b} on the {short}", [answer, demand, f"{mediator} called on both sides to return to the table."]),
                (day + datetime.timedelta(days=1), f"{a} offers {b} {thing}", [f"According to {outlets[0]}, {offer}", quote, deed]),
                (day + datetime.timedelta(days=1), f"Talks in {city}", [meet, deed, f"{mediator}'s {people[mediator][0]} {people[mediator][1]} said the talks had been difficult."]),
            ]
            for at, (published, title, sentences) in enumerate(texts):
                if made == count:
                    return
                made += 1
                yield {"id": f"g{made:06}", "published": published.isoformat(), "outlet": outlets[at], "title": title,
                       "url": f"https://news.example/{number}/{round_}/{at}", "text": title + "\n\n" + "\n\n".join(sentences) + "\n"}


if __name__ == "__main__":
    for report in reports(int(sys.argv[1]) if len(sys.argv) > 1 else 1000, "one" in sys.argv[2:]):
        print(json.dumps(report, ensure_ascii=False))
