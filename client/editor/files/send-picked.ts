/** Sends what somebody picked; pictures that only this device can read are turned into JPEG first. */
import type { PageFile } from '#contract/records.ts'
import { sendFile, type SendingOptions } from '../../net/send-file.ts'

const quality = 0.92

/** As `sendFile`. */
export async function sendPicked(
  page: string,
  file: File,
  options: SendingOptions,
): Promise<PageFile> {
  const isHeic = /^image\/hei[cf]/.test(file.type) || /\.hei[cf]$/i.test(file.name)
  return sendFile(page, (isHeic ? await asJpeg(file) : null) ?? file, options)
}

/** Apple's devices read HEIC, and no server does; null where this one cannot either. */
async function asJpeg(file: File): Promise<File | null> {
  const picture = await createImageBitmap(file).catch(() => null)
  if (picture === null) return null
  const canvas = new OffscreenCanvas(picture.width, picture.height)
  canvas.getContext('2d')?.drawImage(picture, 0, 0)
  picture.close()
  const blob = await canvas.convertToBlob({ type: 'image/jpeg', quality })
  return new File([blob], file.name.replace(/\.[^.]*$/, '.jpg'), { type: 'image/jpeg' })
}
