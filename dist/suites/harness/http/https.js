const LOOPBACK = /^(localhost|127\.\d+\.\d+\.\d+|\[::1\])$/;
/** Judges that a URL is an https one; `undefined` for http on this machine, which says nothing of the server as it is used. */
export function usesHttps(url) {
    const { protocol, hostname } = new URL(url);
    const ok = protocol === 'https:';
    if (!ok && LOOPBACK.test(hostname))
        return undefined;
    return () => ({ ok, expected: 'a URL that begins with https://', actual: `${protocol}//` });
}
//# sourceMappingURL=https.js.map