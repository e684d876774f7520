import { startReceiver } from './receiver.js';
const most = 50;
/** No receivers yet; at most 50. */
export function createReceivers(journal) {
    const running = new Map();
    let starting = 0;
    let made = 0;
    const stop = async (id) => {
        const receiver = running.get(id);
        if (!receiver)
            return false;
        running.delete(id);
        await receiver.stop();
        return true;
    };
    return {
        async start(options) {
            if (running.size + starting >= most)
                throw new RangeError(`${most} receivers run; delete some or reset`);
            starting += 1;
            made += 1;
            try {
                const receiver = await startReceiver(`r${made}`, options, journal);
                running.set(receiver.id, receiver);
                return receiver;
            }
            finally {
                starting -= 1;
            }
        },
        get: (id) => running.get(id),
        list: () => [...running.values()],
        stop,
        async stopAll() {
            await Promise.all([...running.keys()].map(stop));
        },
    };
}
//# sourceMappingURL=receivers.js.map