import type { exportEndpoints } from '#contract/api/export.ts'
import { createExportBooklets, type ExportBookletsDeps } from '../export-booklets.ts'
import type { HandlersOf } from '../handlers.ts'

/** Pages and strategies as files. */
export function exportRoutes(deps: ExportBookletsDeps): HandlersOf<typeof exportEndpoints> {
  const booklets = createExportBooklets(deps)
  return {
    exportPage: ({ grant, params: { extent, format } }) => booklets.page(grant, { extent, format }),
    exportStrategy: ({ grant, params: { extent, format } }) =>
      booklets.strategy(grant, { extent, format }),
  }
}
