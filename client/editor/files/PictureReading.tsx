import './files.css'
import { Fragment } from 'react'
import { useSpeech } from '../../i18n/Language.tsx'
import { plainText } from '../../net/page-tree.ts'
import type { ReadingProps } from '../blocks/reading.ts'
import { ShownPicture } from './ShownPicture.tsx'

/** A picture for those who read. */
export default function PictureReading({ part, draw }: ReadingProps) {
  const { t } = useSpeech()
  const caption = plainText(part)
  return (
    <figure className="picture">
      <ShownPicture attrs={part.attrs} called={caption || t('picture_plain')} />
      {caption === '' ? null : (
        <figcaption className="picture-text">
          {part.content.map((child, place) => (
            <Fragment key={place}>{draw(child)}</Fragment>
          ))}
        </figcaption>
      )}
    </figure>
  )
}
