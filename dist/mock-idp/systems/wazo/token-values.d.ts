/** The value of a new access token; where the message is to show it in another shape it has that shape, so that it works all the same. */
export declare function newAccessValue(): string;
/** The value of a new refresh token. */
export declare function newRefreshValue(): string;
