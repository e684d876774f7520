/** The parameters of a request, which is sent on to the letter unless one of them was changed. */
export class Params extends URLSearchParams {
    changed = false;
    set(name, value) {
        this.changed = true;
        super.set(name, value);
    }
    append(name, value) {
        this.changed = true;
        super.append(name, value);
    }
    delete(name) {
        this.changed = true;
        super.delete(name);
    }
}
//# sourceMappingURL=params.js.map