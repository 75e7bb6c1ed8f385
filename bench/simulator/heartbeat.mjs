// What goes to and fro in the proxy's bench: frames as a pile and its platform send them, without a fault. Damaged ones would
// measure how long the decoder looks for causes.

/** YKC 0x03, pile to platform. */
export const heartbeat = Buffer.from('680d14000003103190428000030100a38d', 'hex')
/** YKC 0x04, its answer. */
export const heartbeatReply = Buffer.from('680d140000041031904280000301001257', 'hex')
