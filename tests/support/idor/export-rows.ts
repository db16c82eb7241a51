/** Pages and strategies as files: who gets what of which. */
import type { exportEndpoints } from '#contract/api/export.ts'
import type { Row } from './row.ts'
import { inStrategies, onPages, readPage } from './strategy-rows.ts'

const asked = () => ({ params: { extent: 'whole', format: 'md' } })

export const exportRows: Readonly<Record<keyof typeof exportEndpoints, Row>> = {
  exportPage: { ids: { 'params.id': { of: 'page' } }, targets: onPages(readPage, asked) },
  exportStrategy: {
    ids: { 'params.id': { of: 'strategy' } },
    targets: inStrategies('ooo oooo -o !!!', asked),
  },
}
