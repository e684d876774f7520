let made;
/**
 * The certificate authority of this process's HTTPS receivers, for `localhost` alone.
 * Made anew in each process when the first one is needed (0.1 s to 0.4 s), so nobody can lose its key.
 * Receivers trust what it signed: its own pair serves as the client certificate.
 */
export function authority() {
    made ??= make();
    return made;
}
async function make() {
    const { generateCACertificate } = await import('mockttp');
    return generateCACertificate({
        subject: { commonName: 'Tollgate receiver CA - for tests only', organizationName: 'Tollgate' },
    });
}
//# sourceMappingURL=authority.js.map