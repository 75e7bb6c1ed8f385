// The only names that messages between window and main side go by. Counterparts: preload.ts, ipc-guard.ts.

/** Calls of the screen; replies and events to it, in order. */
export const bridgeChannel = 'pilescope:bridge'

/** Path of a file that the user dropped into the window or chose in it. */
export const droppedFileChannel = 'pilescope:dropped-file'
