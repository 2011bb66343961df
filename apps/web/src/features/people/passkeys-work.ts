/** Whether this browser can use passkeys here: it wants a name, not an IP address, and https or the machine itself. */
export function passkeysWork(): boolean {
  return 'PublicKeyCredential' in window && !/^[\d.]+$|^\[/.test(location.hostname)
}
