import './files.css'
import type { ReadingProps } from '../blocks/reading.ts'
import { FileLink } from './FileLink.tsx'

/** An attachment for those who read. */
export default function FileReading({ part }: ReadingProps) {
  return (
    <div className="file">
      <FileLink attrs={part.attrs} />
    </div>
  )
}
