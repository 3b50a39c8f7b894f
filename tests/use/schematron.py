"""Schematron rules as a stylesheet for Saxon, which Debian has: XPath 2 is what no Python reader of Schematron knows.

Covers what the rules of JATS4R use: included files, patterns, rules with abstract ones, variables, functions, `assert` and `report`.
"""

from __future__ import annotations

import copy
import subprocess
from pathlib import Path

from lxml import etree

S = "{http://purl.oclc.org/dsdl/schematron}"
X = "{http://www.w3.org/1999/XSL/Transform}"
SAXON = Path("/usr/share/java/Saxon-HE.jar")


def findings(rules: Path, document: Path, stylesheet: Path) -> list[tuple[str, str]]:
    """(pattern, message) of every rule that a document breaks."""
    sheet = _compiled(rules)
    sheet.set("{http://www.w3.org/XML/1998/namespace}base", rules.resolve().as_uri())
    stylesheet.write_bytes(etree.tostring(sheet))
    bare = document.with_suffix(".bare.xml")  # without its DTD, which Saxon would fetch
    bare.write_bytes(etree.tostring(etree.parse(str(document)).getroot()))
    argv = ["java", "-cp", SAXON, "net.sf.saxon.Transform", f"-s:{bare}", f"-xsl:{stylesheet}"]
    done = subprocess.run(argv, capture_output=True, check=True)
    return [
        (str(e.get("pattern")), " ".join("".join(map(str, e.itertext())).split()))
        for e in etree.fromstring(done.stdout)
    ]


def _compiled(rules: Path) -> etree._Element:
    schema = etree.parse(str(rules)).getroot()
    for part in list(schema.iter(f"{S}include")):
        parent = part.getparent()
        assert parent is not None
        parent.replace(part, etree.parse(str(rules.parent / str(part.get("href")))).getroot())
    spaces = {"xsl": X[1:-1], **dict.fromkeys(("xs", "xsd"), "http://www.w3.org/2001/XMLSchema")}
    spaces |= {str(n.get("prefix")): str(n.get("uri")) for n in schema.iter(f"{S}ns")}
    sheet = etree.Element(f"{X}stylesheet", {"version": "2.0"}, nsmap=spaces)
    for function in schema.iter(f"{X}function"):
        sheet.append(copy.deepcopy(function))
    for let in schema.iter(f"{S}let"):
        if let.getparent() is schema or let.getparent().tag == f"{S}pattern":  # type: ignore[union-attr]
            _variable(sheet, let)
    start = etree.SubElement(
        etree.SubElement(sheet, f"{X}template", {"match": "/", "priority": "9"}), "findings"
    )
    abstract = {r.get("id"): r for r in schema.iter(f"{S}rule") if r.get("abstract") == "true"}
    for number, pattern in enumerate(schema.iter(f"{S}pattern")):
        mode = f"p{number}"
        etree.SubElement(start, f"{X}apply-templates", {"select": "*", "mode": mode})
        told = [r for r in pattern.iter(f"{S}rule") if r.get("context")]
        for order, rule in enumerate(told):
            _rule(sheet, rule, abstract, str(pattern.get("id")), mode, str(1000 - order))
        deeper = etree.SubElement(
            sheet, f"{X}template", {"match": "@*|node()", "mode": mode, "priority": "-2"}
        )
        etree.SubElement(deeper, f"{X}apply-templates", {"select": "@*|node()", "mode": mode})
    return sheet


def _variable(parent: etree._Element, let: etree._Element) -> None:
    marks = {"name": str(let.get("name")), "select": str(let.get("value"))}
    etree.SubElement(parent, f"{X}variable", marks)


def _rule(
    sheet: etree._Element,
    rule: etree._Element,
    abstract: dict[str | None, etree._Element],
    pattern: str,
    mode: str,
    priority: str,
) -> None:
    marks = {"match": str(rule.get("context")), "mode": mode, "priority": priority}
    template = etree.SubElement(sheet, f"{X}template", marks)
    parts = list(rule)
    for extended in rule.iter(f"{S}extends"):
        parts += list(abstract[extended.get("rule")])
    for part in parts:
        if part.tag == f"{S}let":
            _variable(template, part)
        if part.tag not in (f"{S}assert", f"{S}report"):
            continue
        test = str(part.get("test"))
        broken = f"not({test})" if part.tag == f"{S}assert" else test
        finding = etree.SubElement(etree.SubElement(template, f"{X}if", {"test": broken}), "finding")
        finding.set("pattern", pattern)
        finding.text = " ".join("".join(map(str, part.itertext())).split())
    etree.SubElement(template, f"{X}apply-templates", {"select": "@*|node()", "mode": mode})
