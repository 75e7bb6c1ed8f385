export function chromiumOptions(): { executablePath?: string; args: string[] }
export function serveApp(options: {
  configFolder: string
  kept?: Record<string, unknown>
  files?: readonly string[]
  /** Of the command line. */
  options?: readonly string[]
}): Promise<{ link: string; viewLink: string | null; pid: number; stop(): Promise<void> }>
