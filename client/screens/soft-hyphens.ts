/** Titles break on screens where they do in what is published. */
export { softened } from '#contract/soft-hyphens.ts'
