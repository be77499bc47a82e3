"""Typos of one letter: dropped, doubled, swapped, or the key beside it."""
from tables import DATA

KEYS = ("qwertyuiop", "asdfghjkl", "zxcvbnm")


def beside(letter):
    """The keys left and right of a letter."""
    row = next((row for row in KEYS if letter in row), "")
    place = row.find(letter)
    return [row[i] for i in (place - 1, place + 1) if row and 0 <= i < len(row)]


def misspellings(word):
    """Every typo of one letter of a word, its first letter left alone; (what was done, typo)."""
    for i in range(1, len(word)):
        yield "dropped", word[:i] + word[i + 1:]
        yield "doubled", word[:i] + word[i] + word[i:]
        if i + 1 < len(word) and word[i] != word[i + 1]:
            yield "swapped", word[:i] + word[i + 1] + word[i] + word[i + 2:]
        for letter in beside(word[i]):
            if letter not in (word[i - 1], word[i]):
                yield "neighbour", word[:i] + letter + word[i + 1:]


def distance(one, two):
    """Edits and transpositions between two words."""
    before, row = [], list(range(len(two) + 1))
    for i, a in enumerate(one, 1):
        earlier, before, row = before, row, [i]
        for j, b in enumerate(two, 1):
            best = min(before[j] + 1, row[j - 1] + 1, before[j - 1] + (a != b))
            if i > 1 and j > 1 and a == two[j - 2] and one[i - 2] == b:
                best = min(best, earlier[j - 2] + 1)
            row.append(best)
    return row[-1]


class Misspeller:
    """Gives a name a typo that is no word itself and is near to no other name of the project."""
    real = frozenset((DATA / "words_nearby.txt").read_text().split()) if (DATA / "words_nearby.txt").exists() else frozenset()

    def __init__(self, chance):
        self.chance = chance

    def misspelt(self, name, names):
        """The name with a typo in its longest word, and what was done to it."""
        word = max(name.split("_"), key=len)
        others = {part for other in names for part in other.split("_")} - {word}
        found = [(what, typo) for what, typo in misspellings(word)
                 if len(typo) > 3 and typo not in self.real and typo not in others
                 and not any(distance(typo, other) <= (2 if len(typo) >= 8 else 1) for other in others)]
        if not found:
            return None
        kind = self.chance.choice(sorted({what for what, _ in found}))
        what, typo = self.chance.choice([pair for pair in found if pair[0] == kind])
        return name.replace(word, typo, 1), what
