/** The parameters of a request, which is sent on to the letter unless one of them was changed. */
export class Params extends URLSearchParams {
  changed = false;
  override set(name: string, value: string): void {
    this.changed = true;
    super.set(name, value);
  }
  override append(name: string, value: string): void {
    this.changed = true;
    super.append(name, value);
  }
  override delete(name: string): void {
    this.changed = true;
    super.delete(name);
  }
}
