/** What makes up the app's shell: the build writes it into the service worker. */
export interface ShellFiles {
  /** Changes with every file. */
  readonly version: string
  /** Paths of the files, relative to the installation's root. */
  readonly files: readonly string[]
}
