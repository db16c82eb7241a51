/** How the parts of a page are drawn for those who read it, now or as it was. */
import { createElement, Fragment, type ReactNode } from 'react'
import { isSafeHref } from '#contract/href.ts'
import { type Branch, isText, plainText, type TextPart } from '../net/page-tree.ts'
import { InternalReading } from './blocks/internal/InternalReading.tsx'
import type { LookAttributes } from './blocks/reading.ts'
import { blockReadings } from './blocks/readings.ts'

export interface BlockLabels {
  /** A title that nobody has given. */
  readonly untitled: string
  /** Says what is in the place of a block that this client does not know. */
  readonly unknown: string
  readonly table: string
}

/** What somebody who shows more than the page adds to it. */
export interface Wrapping {
  /** Around a run of text, with its formatting drawn. */
  readonly text?: (part: TextPart, drawn: ReactNode) => ReactNode
  /** On a block, row, cell or item; `says` comes before its content. */
  readonly look?: (part: Branch) => Look | undefined
}

interface Look extends LookAttributes {
  readonly says?: ReactNode
}

/** Parts of text, around which no block can stand. */
const pieces: ReadonlySet<string> = new Set(['personMention', 'pageMention'])

const tags: Readonly<Record<string, string>> = {
  paragraph: 'p',
  blockquote: 'blockquote',
  bulletList: 'ul',
  orderedList: 'ol',
  listItem: 'li',
  tableRow: 'tr',
  tableCell: 'td',
  tableHeader: 'th',
}
const markTags: Readonly<Record<string, string>> = {
  bold: 'strong',
  italic: 'em',
  strike: 's',
  underline: 'u',
  code: 'code',
}

/** A block of a page, or its title, as its readers see it. */
export function drawnBlock(
  tree: Branch | TextPart,
  labels: BlockLabels,
  wrapping: Wrapping = {},
): ReactNode {
  if (isText(tree)) return drawn(tree, labels, wrapping)
  if (tree.type === 'title') {
    const isEmpty = plainText(tree) === ''
    return (
      <h1 {...attributesOf(wrapping.look?.(tree))}>
        {wrapping.look?.(tree)?.says}
        {isEmpty
          ? labels.untitled
          : tree.content.map((child, place) => (
              <Fragment key={place}>{drawn(child, labels, wrapping)}</Fragment>
            ))}
      </h1>
    )
  }
  const block = drawn(tree, labels, wrapping)
  return tree.attrs['internal'] === true ? <InternalReading>{block}</InternalReading> : block
}

/** A part of a page as its readers see it, with what `wrapping` adds. */
export function drawn(
  part: Branch | TextPart,
  labels: BlockLabels,
  wrapping: Wrapping = {},
): ReactNode {
  if (isText(part)) return wrapping.text?.(part, drawnText(part)) ?? drawnText(part)
  const look = wrapping.look?.(part)
  const attributes = attributesOf(look)
  const { className } = attributes
  const inside = [
    <Fragment key="says">{look?.says}</Fragment>,
    ...part.content.map((child, place) => (
      <Fragment key={place}>{drawn(child, labels, wrapping)}</Fragment>
    )),
  ]
  const { attrs } = part
  switch (part.type) {
    case 'heading': {
      const level = Number(attrs['level'])
      return createElement(level >= 2 && level <= 4 ? `h${level}` : 'h2', attributes, inside)
    }
    case 'hardBreak':
      return <br />
    case 'horizontalRule':
      return <hr {...attributes} />
    case 'codeBlock':
      return (
        <div {...attributes} className={classes('code-block', className)}>
          {typeof attrs['language'] === 'string' ? (
            <span className="code-language">{attrs['language']}</span>
          ) : null}
          <pre>
            <code>{inside}</code>
          </pre>
        </div>
      )
    case 'table':
      return (
        // Where it is wider than the screen it scrolls, also by keys.
        <section
          {...attributes}
          className={classes('tableWrapper', className)}
          aria-label={labels.table}
          // oxlint-disable-next-line jsx-a11y/no-noninteractive-tabindex
          tabIndex={0}
        >
          <table>
            <tbody>{inside}</tbody>
          </table>
        </section>
      )
    case 'orderedList':
      return (
        <ol {...attributes} start={Number(attrs['start'] ?? 1)}>
          {inside}
        </ol>
      )
    case 'tableCell':
    case 'tableHeader':
      return createElement(
        part.type === 'tableCell' ? 'td' : 'th',
        {
          ...attributes,
          colSpan: Number(attrs['colspan'] ?? 1),
          rowSpan: Number(attrs['rowspan'] ?? 1),
          'data-align': attrs['align'],
        },
        inside,
      )
    default: {
      const Reading = Object.hasOwn(blockReadings, part.type) ? blockReadings[part.type] : undefined
      if (Reading !== undefined) {
        const draw = (child: Branch | TextPart) => drawn(child, labels, wrapping)
        // Nothing but items can stand in a list.
        if (part.type === 'taskItem') return <Reading part={part} draw={draw} look={attributes} />
        const reading = <Reading part={part} draw={draw} />
        if (look === undefined) return reading
        if (pieces.has(part.type)) return <span {...attributes}>{reading}</span>
        return (
          <div {...attributes}>
            {look.says}
            {reading}
          </div>
        )
      }
      const tag = tags[part.type]
      if (tag !== undefined) return createElement(tag, attributes, inside)
      return (
        <section
          {...attributes}
          className={classes('unknown-block', className)}
          aria-label={labels.unknown}
        >
          {inside}
        </section>
      )
    }
  }
}

function drawnText({ text, marks }: TextPart): ReactNode {
  return marks.reduce<ReactNode>((inner, mark) => {
    if (mark.type === 'link') {
      const href = mark.attrs['href']
      if (!isSafeHref(href)) return inner
      return (
        <a href={href} rel="noopener noreferrer nofollow">
          {inner}
        </a>
      )
    }
    const tag = markTags[mark.type]
    return tag === undefined ? inner : createElement(tag, null, inner)
  }, text)
}

function attributesOf(look: Look | undefined): LookAttributes {
  const { says: _, ...attributes } = look ?? {}
  return attributes
}

function classes(own: string, added: string | undefined): string {
  return added === undefined ? own : `${own} ${added}`
}
