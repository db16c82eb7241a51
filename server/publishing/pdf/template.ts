/**
 * How a booklet looks on paper, in Typst. It is the only markup the compiler ever sees: what people
 * wrote comes as data (`print.ts`), read from a file that exists in memory alone.
 */

/** The name of that file in the compiler's world. */
export const dataFile = '/booklet.json'

/** Of what stands on a page, in points: A4 without its margins. */
export const textWidth = 595 - 2 * 68
export const tallestPicture = 560

export const template = String.raw`
#let data = json("${dataFile}")
#let ink = rgb("#1d2320")
#let quiet = rgb("#55605a")
#let line-colour = rgb("#b9c0bb")
#let tint = rgb("#f1f4f1")
#let link-colour = rgb("#0b5145")
#let tones = (
  note: rgb("#2f5d8a"), tip: rgb("#2c6b4a"), important: rgb("#7a4a00"), warning: rgb("#9a2a1f"),
  quiet: rgb("#6b756f"),
)

/// Where it may break is a space of next to nothing, not a letter: text is searched and copied as it is.
#let lines(words, show-as: part => [#part]) = words.split("\n").map(line =>
  line.split("\u{200b}").map(show-as).join(h(0.01pt))
).join(linebreak())

#set document(title: data.name, author: data.organisation, date: none)
#set page(
  paper: "a4",
  margin: (x: 68pt, top: 74pt, bottom: 72pt),
  header: context if counter(page).get().first() > 1 {
    set text(size: 8.5pt, fill: quiet)
    block(width: 100%, stroke: (bottom: 0.5pt + line-colour), inset: (bottom: 5pt), lines(data.header))
  },
  footer: context {
    set text(size: 8.5pt, fill: quiet)
    grid(
      columns: (1fr, auto),
      column-gutter: 12pt,
      lines(data.made),
      data.page
        .replace("{n}", str(counter(page).get().first()))
        .replace("{all}", str(counter(page).final().first())),
    )
  },
)
#set text(
  font: "Libertinus Serif", size: 11pt, fill: ink, lang: data.language,
  hyphenate: true, costs: (hyphenation: 200%),
)
#set par(leading: 0.68em, spacing: 1em)
#set list(indent: 0.4em, body-indent: 0.6em, spacing: 0.75em)
#set enum(indent: 0.4em, body-indent: 0.6em, spacing: 0.75em)
#set underline(offset: 2pt, stroke: 0.5pt)
#set figure(supplement: none, numbering: none)
#set figure.caption(separator: none)
#show figure: set block(breakable: true)
#show figure: set align(left)
#show figure.where(kind: table): set figure.caption(position: top)
#show figure.caption: it => block(width: 100%, {
  set align(left)
  set text(size: 9.5pt, fill: quiet)
  it
})
#show raw: set text(font: "DejaVu Sans Mono", size: 1.05em)
#show link: it => text(fill: link-colour, underline(it))
#show heading: set par(leading: 0.5em)
#show heading: set text(costs: (hyphenation: 600%))
#show heading: set block(sticky: true)
#let heads = (
  (23pt, 0pt, 12pt), (16pt, 22pt, 9pt), (13pt, 18pt, 7pt), (11.5pt, 15pt, 6pt), (11pt, 13pt, 5pt),
)
#show heading: it => {
  let (size, above, below) = heads.at(calc.min(it.level - 1, 4))
  block(above: above, below: below, sticky: true, text(size: size, weight: 600, it.body))
}

#let run(r) = {
  let body = if "code" in r.marks { lines(r.text, show-as: raw) } else { lines(r.text) }
  if "italic" in r.marks { body = emph(body) }
  if "bold" in r.marks { body = strong(body) }
  if "underline" in r.marks { body = underline(body) }
  if "strike" in r.marks { body = strike(body) }
  if "href" in r { body = link(r.href, body) }
  if "chapter" in r { body = link(label(r.chapter), body) }
  body
}
#let runs(all) = all.map(run).join()

#let tick(done) = box(width: 8pt, height: 8pt, stroke: 0.8pt + quiet, radius: 1.5pt, baseline: 0.5pt,
  if done { place(center + horizon, curve(
    stroke: 1.2pt + ink, curve.move((0pt, 2.4pt)), curve.line((1.8pt, 4.4pt)), curve.line((5pt, 0pt)),
  )) })

/// Smaller, and near to what it belongs to.
#let note(body) = block(above: 0.55em, par(text(size: 9.5pt, fill: quiet, body)))

#let draw(blocks) = for b in blocks {
  if b.kind == "paragraph" {
    if b.quiet { note(runs(b.text)) } else { par(runs(b.text)) }
  } else if b.kind == "heading" {
    heading(level: b.level, runs(b.text))
  } else if b.kind == "bullets" {
    list(tight: b.tight, ..b.items.map(draw))
  } else if b.kind == "numbers" {
    enum(tight: b.tight, start: b.start, ..b.items.map(draw))
  } else if b.kind == "tasks" {
    for item in b.items { list(marker: tick(item.done), draw(item.content)) }
  } else if b.kind == "quote" {
    block(stroke: (left: 2pt + line-colour), inset: (left: 12pt, y: 2pt),
      quote(block: true, { set pad(x: 0pt); draw(b.content) }))
  } else if b.kind == "box" {
    let colour = tones.at(b.tone)
    block(width: 100%, fill: if b.filled { tint }, stroke: (left: 3pt + colour),
      inset: (left: 12pt, right: 10pt, y: 9pt), {
        block(sticky: true, below: 0.7em, par(text(size: 9.5pt, fill: colour, runs(b.label))))
        draw(b.content)
      })
  } else if b.kind == "code" {
    block(width: 100%, fill: tint, inset: 9pt, radius: 2pt, text(size: 9pt, hyphenate: false,
      raw(b.text, block: true)))
  } else if b.kind == "divider" {
    block(above: 1.6em, below: 1.6em, width: 100%, align(center, line(length: 30%, stroke: 0.5pt + line-colour)))
  } else if b.kind == "image" {
    let drawn(size) = image(b.path, width: calc.min(b.width * 1pt, size.width),
      alt: if b.alt == "" { none } else { b.alt })
    let body = layout(size => if b.alt == "" { pdf.artifact(drawn(size)) } else { drawn(size) })
    if b.alt == "" {
      body
      if b.caption.len() > 0 { note(runs(b.caption)) }
    } else if b.caption.len() > 0 {
      figure(body, kind: image, caption: runs(b.caption))
    } else { body }
  } else if b.kind == "table" {
    let cell(c) = {
      let body = draw(c.content)
      table.cell(x: c.x, y: c.y, colspan: c.colspan, rowspan: c.rowspan,
        align: if c.align == "center" { center } else if c.align == "right" { right } else { left },
        fill: if c.head { tint },
        if c.head { strong(body) } else { body })
    }
    let body = {
      set text(size: b.size * 1pt)
      set par(leading: 0.55em, spacing: 0.7em)
      table(
        columns: b.columns.map(share => share * 1fr),
        inset: (x: 6pt, y: 5.5pt),
        stroke: 0.5pt + line-colour,
        ..if b.header.len() > 0 { (table.header(repeat: b.repeat, ..b.header.map(cell)),) },
        ..b.cells.map(cell),
      )
    }
    if b.caption == none { body } else { figure(body, kind: table, caption: lines(b.caption)) }
  }
}

#let facts(all) = if all.len() > 0 {
  block(below: 1.4em, note(
    all.map(fact => [#strong(fact.label + ":") #lines(fact.value)]).join(linebreak())))
}

#if data.several {
  heading(level: 1, lines(data.title))
  note(data.front.map(lines).join(linebreak()))
  v(10pt)
  heading(level: 2, outlined: false, data.contents)
  {
    show link: it => it.body
    show outline.entry.where(level: 2): set block(above: 0.9em)
    outline(title: none, indent: 0pt, target: heading.where(level: 2, outlined: true))
  }
}
#for chapter in data.chapters {
  if data.several { pagebreak(weak: true) }
  set text(lang: chapter.language)
  [#heading(level: if data.several { 2 } else { 1 }, lines(chapter.title))#label(chapter.name)]
  if not data.several {
    note(data.front.map(lines).join(linebreak()))
  }
  facts(chapter.facts)
  draw(chapter.blocks)
}
`
