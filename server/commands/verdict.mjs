// @ts-check

/**
 * @typedef {object} Report what vitest's JSON reporter writes
 * @property {number} numPassedTests
 * @property {number} numFailedTests
 * @property {number} numPendingTests
 * @property {number} numTodoTests
 * @property {readonly { readonly status: string, readonly assertionResults: readonly unknown[] }[]} testResults
 */

/**
 * The last line of a test run: `N passed, N failed`, with `, N skipped` where a test was left out.
 *
 * What failed outside of a test (a file that does not load, an error nobody caught, a run that
 * broke off without a report) counts as a failure too: the line never says that all is well where
 * it isn't.
 * @param {Report | null} report
 * @param {number} exitCode of vitest
 */
export function verdict(report, exitCode) {
  const broken = report?.testResults.filter(
    ({ status, assertionResults }) => status === 'failed' && assertionResults.length === 0,
  )
  const failed = (report?.numFailedTests ?? 0) + (broken?.length ?? 0)
  const skipped = (report?.numPendingTests ?? 0) + (report?.numTodoTests ?? 0)
  const line = `${report?.numPassedTests ?? 0} passed, ${Math.max(failed, exitCode === 0 ? 0 : 1)} failed`
  return skipped > 0 ? `${line}, ${skipped} skipped` : line
}
