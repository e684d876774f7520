import { faulty } from './faults.js';
import { localTime, utcTime } from './times.js';
const minute = 60_000;
/** The times of a created token that faults tell otherwise than they are; the token itself keeps to the right ones. */
export function misstatedTimes({ refreshedBy }, { expiration }, { issuedAt, expiresAt }) {
    const late = { expires_at: localTime(expiresAt + minute) };
    if (refreshedBy)
        return faulty('wazo.refresh-expires-at-late') ? late : {};
    if (faulty('wazo.expires-at-late'))
        return late;
    if (faulty('wazo.utc-expires-at-late'))
        return { utc_expires_at: utcTime(expiresAt + minute) };
    if (faulty('wazo.utc-times-late')) {
        return { utc_issued_at: utcTime(issuedAt + 60 * minute), utc_expires_at: utcTime(expiresAt + 60 * minute) };
    }
    const unasked = expiration === undefined;
    return unasked && faulty('wazo.default-lifetime-zero') ? { expires_at: localTime(issuedAt) } : {};
}
//# sourceMappingURL=misstated.js.map