import { usePublishingSpeech } from '../../i18n/publishing/PublishingLanguage.tsx'
import type { PageChange } from '../../net/publishing-queries.ts'

interface ChangeBlocksProps {
  readonly change: PageChange
}

/** What is different on a page, block by block, under the headings they stand under. */
export function ChangeBlocks({ change }: ChangeBlocksProps) {
  const { t } = usePublishingSpeech()
  const { blocks, language } = change
  return (
    <ol className="bare change-blocks">
      {blocks.map(({ how, under, text }, place) => (
        // Blocks have no name but their place; the list is drawn anew as a whole.
        <li key={place} className={`change-block is-${how}`}>
          {under === '' || under === blocks[place - 1]?.under ? null : (
            <p className="change-under" lang={language}>
              {under}
            </p>
          )}
          <p className="change-how">{t(`approval_block_${how}`)}</p>
          <p className="change-words" lang={language}>
            {text.map((part, at) => {
              switch (part.how) {
                case 'same':
                  return <span key={at}>{part.text}</span>
                case 'added':
                  return <ins key={at}>{part.text}</ins>
                case 'removed':
                  return <del key={at}>{part.text}</del>
              }
            })}
          </p>
        </li>
      ))}
    </ol>
  )
}
