"""Faults of meaning, as machine translations make them, put into good English sentences: one function a kind."""

from __future__ import annotations

import random
import re
from collections.abc import Callable, Sequence

Injector = Callable[[str, random.Random], str | None]
"""A sentence and dice in, the sentence with one fault out; None where the fault has no place in it."""

DIRECTION = (
    ("higher", "lower"), ("increased", "decreased"), ("increase", "decrease"), ("increases", "decreases"), ("increasing", "decreasing"),
    ("elevated", "reduced"), ("improved", "worsened"), ("improve", "worsen"), ("improvement", "deterioration"), ("better", "worse"),
    ("good", "poor"), ("positive", "negative"), ("positively", "negatively"), ("longer", "shorter"), ("prolonged", "shortened"),
    ("more", "less"), ("greater", "smaller"), ("promoted", "inhibited"), ("promote", "inhibit"), ("promotes", "inhibits"),
    ("upregulated", "downregulated"), ("up-regulated", "down-regulated"), ("enhanced", "attenuated"), ("high", "low"), ("superior", "inferior"),
    ("favorable", "unfavorable"), ("large", "small"), ("long", "short"), ("rise", "fall"), ("gain", "loss"), ("increased", "reduced"),
    ("strong", "weak"), ("faster", "slower"), ("activated", "suppressed"), ("protective", "harmful"), ("hyperplasia", "hypoplasia"),
)  # fmt: skip
SEVERITY = (
    ("mild", "moderate", "severe"), ("mildly", "severely"), ("acute", "chronic"), ("benign", "malignant"), ("early", "late"), ("advanced", "early"),
    ("slight", "marked"), ("partial", "complete"), ("partially", "completely"), ("primary", "secondary"), ("may", "must"), ("might", "must"),
    ("possible", "certain"), ("possibly", "definitely"), ("congenital", "acquired"), ("progressive", "stable"), ("temporary", "permanent"),
    ("common", "rare"), ("often", "rarely"), ("severe", "slight"), ("significantly", "slightly"), ("persistent", "transient"), ("focal", "diffuse"),
)  # fmt: skip
POPULATION = (
    ("men", "women"), ("male", "female"), ("males", "females"), ("boys", "girls"), ("mice", "rats"), ("rats", "mice"), ("rat", "mouse"),
    ("mouse", "rat"), ("children", "adults"), ("adults", "children"), ("child", "adult"), ("pediatric", "elderly"), ("elderly", "young"), ("infants", "adults"),
    ("patients", "mice"), ("patients", "healthy volunteers"), ("newborns", "adolescents"), ("maternal", "fetal"), ("mothers", "fathers"),
    ("adult", "juvenile"), ("human", "murine"), ("rabbits", "dogs"), ("people", "rats"), ("neonatal", "adult"), ("pregnant", "elderly"), ("women", "children"),
)  # fmt: skip
ADDED_POPULATION = (
    "in mice",
    "in rats",
    "in children",
    "in pregnant women",
    "in elderly men",
    "in rabbits",
    "in newborns",
)
DRUGS = (
    "aspirin", "warfarin", "heparin", "insulin", "metformin", "cisplatin", "carboplatin", "paclitaxel", "docetaxel", "gemcitabine", "fluorouracil",
    "doxorubicin", "methotrexate", "cyclophosphamide", "tamoxifen", "letrozole", "imatinib", "gefitinib", "erlotinib", "sorafenib", "bevacizumab",
    "trastuzumab", "rituximab", "pembrolizumab", "nivolumab", "dexamethasone", "prednisone", "methylprednisolone", "hydrocortisone", "ibuprofen",
    "acetaminophen", "morphine", "fentanyl", "remifentanil", "sufentanil", "propofol", "ketamine", "midazolam", "dexmedetomidine", "sevoflurane",
    "lidocaine", "ropivacaine", "bupivacaine", "atorvastatin", "rosuvastatin", "simvastatin", "amlodipine", "nifedipine", "losartan", "valsartan",
    "captopril", "enalapril", "metoprolol", "propranolol", "digoxin", "furosemide", "spironolactone", "clopidogrel", "ticagrelor", "rivaroxaban",
    "omeprazole", "pantoprazole", "penicillin", "amoxicillin", "ceftriaxone", "vancomycin", "gentamicin", "erythromycin", "azithromycin",
    "ciprofloxacin", "levofloxacin", "rifampicin", "isoniazid", "fluconazole", "voriconazole", "acyclovir", "remdesivir", "ribavirin", "oseltamivir",
    "chloroquine", "hydroxychloroquine", "lopinavir", "ritonavir", "tocilizumab", "entecavir", "lamivudine", "tenofovir", "interferon", "thalidomide",
    "levodopa", "donepezil", "sertraline", "fluoxetine", "olanzapine", "risperidone", "diazepam", "phenobarbital", "valproate", "carbamazepine",
    "levetiracetam", "lithium", "atropine", "epinephrine", "norepinephrine", "dopamine", "nitroglycerin", "estradiol", "progesterone", "testosterone",
    "levothyroxine", "oxytocin", "misoprostol", "mifepristone", "curcumin", "quercetin", "resveratrol", "berberine", "ginsenoside", "artemisinin",
    "artesunate", "emodin", "puerarin", "melatonin", "allopurinol", "colchicine", "streptozotocin", "tacrolimus", "cyclosporine", "rapamycin",
    "sildenafil", "bosentan", "salbutamol", "budesonide", "montelukast", "liraglutide", "semaglutide", "sitagliptin", "dapagliflozin", "empagliflozin",
    "oxaliplatin", "irinotecan", "etoposide", "vincristine", "capecitabine", "pemetrexed", "apatinib", "osimertinib", "sintilimab", "camrelizumab",
)  # fmt: skip
ORGANS = (
    "lung", "liver", "kidney", "heart", "brain", "spleen", "stomach", "skin", "bone", "muscle", "eye", "ear", "pancreas", "bladder", "prostate", "breast",
    "pneumonia", "hepatitis", "diabetes", "hypertension", "stroke", "asthma", "arthritis", "epilepsy", "anemia", "leukemia", "fibrosis", "fracture",
    "infection", "edema", "seizure", "ataxia", "obesity", "depression",
)  # fmt: skip
UNITS = (
    ("mg", "g"), ("months", "years"), ("years", "months"), ("weeks", "days"), ("days", "weeks"), ("hours", "minutes"), ("minutes", "hours"),
    ("mL", "L"), ("mmol", "μmol"), ("kg", "g"), ("cm", "mm"), ("mm", "cm"), ("%", ""), ("μg", "mg"), ("μm", "mm"), ("h", "d"), ("d", "h"), ("min", "h"), ("Hz", "kHz"),
)  # fmt: skip


def _matching_case(word: str, model: str) -> str:
    return word.capitalize() if model[:1].isupper() else word


def swapped(groups: Sequence[Sequence[str]], both_ways: bool = True) -> Injector:
    """One word of the groups made another of its group."""

    def inject(text: str, dice: random.Random) -> str | None:
        places = [
            (found, other)
            for group in groups
            for word in (group if both_ways else group[:1])
            for found in re.finditer(rf"(?<![\w-]){re.escape(word)}(?![\w-])", text, re.I)
            for other in group
            if other != word
        ]
        if not places:
            return None
        found, other = dice.choice(places)
        return text[: found.start()] + _matching_case(other, found[0]) + text[found.end() :]

    return inject


def wrong_population(text: str, dice: random.Random) -> str | None:
    """Another population, or (in every third) one that the source does not name, put before the full stop."""
    if dice.random() < 1 / 3 and len(text.split()) > 4:
        end = re.search(r"\s*[.!?]?$", text)
        added = dice.choice(ADDED_POPULATION)
        words = {w for w in re.findall("[a-z]+", added) if w != "in"}
        if end and not words & set(re.findall("[a-z]+", text.lower())):
            return f"{text[: end.start()]} {added}{text[end.start() :]}"
    return swapped(POPULATION, both_ways=False)(text, dice)


def lost_negation(text: str, dice: random.Random) -> str | None:
    """One negation dropped, or one put in, as `not` or `n't`."""
    negated = re.search(r"\b(?:no|not|without|neither|nor|never|none)\b|n['’]t\b", text, re.I)
    if negated:
        without = re.sub(r"\b(?:no|not|without|neither|nor|never|none)\b\s?|n['’]t\b", "", text, flags=re.I)
        return without if re.search(r"\w", without) else None
    return re.sub(
        r"\b(was|were|is|are|could|did|does|has|have|should|can)\b(?! been)",
        lambda m: m[0] + ("not" if m[0] == "can" else dice.choice(["n't", " not"])),
        text,
        count=1,
    ) if re.search(r"\b(?:was|were|is|are|could|did|does|has|have|should|can)\b(?! been)", text) else None  # fmt: skip


def dropped_clause(text: str, dice: random.Random) -> str | None:
    """One clause of at least four words left out, another of at least three kept."""
    clauses = [c for c in re.split(r"(?<=[,;:.])\s+", text) if c.strip()]
    long = [i for i, c in enumerate(clauses) if len(re.findall(r"[A-Za-z]{3,}", c)) >= 4]
    if len(clauses) < 2 or not long:
        return None
    lost = dice.choice(long)
    kept = " ".join(c for i, c in enumerate(clauses) if i != lost)
    return kept if len(kept.split()) >= 3 else None


def repeated(text: str, dice: random.Random) -> str | None:
    """A word three times, a phrase of two to five words twice, or a syllable again and again."""
    words = text.split()
    if len(words) < 4:
        return None
    i = dice.randrange(len(words) - 2)
    way = dice.randrange(3)
    if way == 0:
        return " ".join([*words[:i], words[i], words[i], *words[i:]]) if words[i].isalpha() else None
    if way == 1:
        size = dice.randrange(2, min(6, len(words) - i + 1)) if len(words) - i >= 2 else 0
        phrase = words[i : i + size]
        return (
            " ".join([*words[:i], *phrase, *words[i:]]) if size and all(w.isalpha() for w in phrase) else None
        )
    if len(words[i]) < 6 or not words[i].isalpha():
        return None
    at = dice.randrange(2, len(words[i]) - 1)
    return " ".join([*words[:i], words[i][:at] + words[i][at - 2 : at] * 3 + words[i][at:], *words[i + 1 :]])


def wrong_number(text: str, dice: random.Random) -> str | None:
    """One digit of one number changed."""
    places = [
        i for number in re.finditer(r"(?<![A-Za-z0-9.-])\d+(?:[.,]\d+)*(?![A-Za-z0-9-])", text)
        for i in range(*number.span()) if text[i].isdigit()
    ]  # fmt: skip
    if not places:
        return None
    i = dice.choice(places)
    return text[:i] + dice.choice([d for d in "123456789" if d != text[i]]) + text[i + 1 :]


def wrong_unit(text: str, dice: random.Random) -> str | None:
    """One unit after a number made another."""
    places = [
        (found, other) for unit, other in UNITS
        for found in re.finditer(rf"(?<=\d)\s?{unit}(?![\w/])(?!\s?(?:to|and|[-–~,])\s?\d)", text)
    ]  # fmt: skip
    if not places:
        return None
    found, other = dice.choice(places)
    return text[: found.start()] + (" " + other if other else "") + text[found.end() :]


KINDS: dict[str, Injector] = {
    "direction": swapped(DIRECTION),
    "severity": swapped(SEVERITY),
    "population": wrong_population,
    "drug": swapped([DRUGS]),
    "organ, disease": swapped([ORGANS]),
    "negation": lost_negation,
    "dropped clause": dropped_clause,
    "repetition": repeated,
    "number": wrong_number,
    "unit": wrong_unit,
}
