/** Those of tshark, editcap and text2pcap that cannot be run. */
export function missingTools(): string[]
/** Why a test is skipped, or null when all tools are there. */
export function reasonToSkip(): string | null
