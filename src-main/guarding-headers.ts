// What guards the page, whichever way its files reach it: headers of every answer of the window's own scheme
// (electron/app-scheme.ts) and of the web host (web/responses.ts).

/** What the page may load and run: its own files, nothing inline, nothing from elsewhere. */
export const contentSecurityPolicy = [
  "default-src 'none'",
  "script-src 'self'",
  "style-src 'self'",
  "img-src 'self' data:",
  "font-src 'self'",
  "connect-src 'self'",
  "worker-src 'self'",
  "base-uri 'none'",
  "form-action 'none'",
  "frame-ancestors 'none'",
  "require-trusted-types-for 'script'",
].join('; ')

/** Everything that a page could ask for, save the clipboard, which paste and copy need: given to nobody. */
const refusedFeatures = `
  accelerometer autoplay browsing-topics camera compute-pressure display-capture encrypted-media
  fullscreen gamepad geolocation gyroscope hid identity-credentials-get idle-detection keyboard-map
  local-fonts magnetometer microphone midi otp-credentials payment picture-in-picture
  publickey-credentials-create publickey-credentials-get screen-wake-lock serial storage-access
  sync-xhr usb window-management xr-spatial-tracking`
export const permissionsPolicy = refusedFeatures
  .trim()
  .split(/\s+/)
  .map((name) => `${name}=()`)
  .join(', ')

export const guardingHeaders = {
  'content-security-policy': contentSecurityPolicy,
  'x-content-type-options': 'nosniff',
  'referrer-policy': 'no-referrer',
  'cross-origin-opener-policy': 'same-origin',
  'cross-origin-resource-policy': 'same-origin',
  'x-frame-options': 'DENY',
  'permissions-policy': permissionsPolicy,
  'cache-control': 'no-store',
} as const
