/**
 * Raised with every change of what a page may contain (`page-schema.ts`). By itself in a file, so
 * that a client can know its version without loading the editor.
 */
export const SCHEMA_VERSION = 2
