/** What is used of a package that brings no types. */
declare module 'subset-font' {
  interface Wanted {
    readonly targetFormat: 'woff2'
    /** The range of an axis; a start value outside it becomes the nearest end. */
    readonly variationAxes: Readonly<Record<string, { readonly min: number; readonly max: number }>>
    readonly keepFeatures: readonly string[]
    readonly dropTables: readonly string[]
    readonly preserveNameIds: readonly number[]
  }
  /** The font with these characters alone; those it does not have are passed over. */
  export default function subsetFont(font: Buffer, text: string, wanted: Wanted): Promise<Buffer>
}
