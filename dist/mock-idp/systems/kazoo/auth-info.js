/** What Kazoo tells of whom a token is for (crossbar_util.erl). */
export function authInfo(accounts, account, user) {
    return {
        ...(user && { owner_id: user.id }),
        account_id: account.id,
        reseller_id: accounts.resellerOf(account).id,
        account_name: account.name,
        language: 'en-us',
        apps: [],
        is_reseller: account.reseller === true,
        is_master_account: account.parent === null,
        cluster_id: '6cc8a3d1ad0ae4ec9eae32bbaa2e2a43',
    };
}
//# sourceMappingURL=auth-info.js.map