/** Files of a page: images in its text, and attachments. */
import { z } from 'zod'
import { define, nothing } from '../endpoint.ts'
import { largestFile } from '../file-limits.ts'
import { fileId, pageId } from '../ids.ts'
import * as r from '../records.ts'

const onePage = z.object({ id: pageId })

export const fileEndpoints = {
  addFile: define({
    method: 'POST',
    path: '/api/pages/:id/files',
    summary:
      'Put a file into a page: the body is the file itself, the header X-File-Name its name (URI-encoded). What is an image is made anew, without what else was in it.',
    access: { by: 'page', action: 'page.write' },
    takesBytes: largestFile,
    params: onePage,
    body: nothing,
    status: 201,
    reply: r.pageFile,
  }),
  copyFile: define({
    method: 'POST',
    path: '/api/pages/:id/files/copy',
    summary: 'Put a file of another page, which I may read, into this one too.',
    access: { by: 'page', action: 'page.write' },
    params: onePage,
    body: z.object({ page: pageId, file: fileId }),
    status: 201,
    reply: r.pageFile,
  }),
  getFile: define({
    method: 'GET',
    path: '/api/pages/:id/files/:file',
    summary: 'A file of a page: images to be shown, everything else to be downloaded.',
    access: { by: 'page', action: 'page.read' },
    givesBytes: true,
    params: z.object({ id: pageId, file: fileId }),
    body: nothing,
    status: 200,
    reply: nothing,
  }),
} as const
