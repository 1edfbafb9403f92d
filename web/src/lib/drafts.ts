/** What a person types is kept on this device, per user and form, until the service has it. */

export type Draft<T = unknown> = {
  userId: string;
  /** One for each form: "interview:PROGRAMME" or "interview:PROGRAMME:ID". */
  form: string;
  /** What the person would call it: "Meeting with the chief nurse". */
  title: string;
  values: T;
  savedAt: number;
  /** Where it can be opened again. */
  href?: string;
};

const databaseName = "transform";
const storeName = "drafts";
const lastMoment = "transform:left:";

let opening: Promise<IDBDatabase> | undefined;

function open(): Promise<IDBDatabase> {
  opening ??= new Promise((resolve, reject) => {
    const request = indexedDB.open(databaseName, 1);
    request.onupgradeneeded = () => {
      const store = request.result.createObjectStore(storeName, { keyPath: ["userId", "form"] });
      store.createIndex("byUser", "userId");
    };
    request.onsuccess = () => adopt(request.result).then(() => resolve(request.result), reject);
    request.onerror = () => {
      opening = undefined;
      reject(request.error);
    };
  });
  return opening;
}

/** Takes in what was typed in the last moment of an earlier page. */
async function adopt(database: IDBDatabase): Promise<void> {
  const left = Object.keys(localStorage).filter((key) => key.startsWith(lastMoment));
  if (left.length === 0) return;
  await new Promise<void>((resolve, reject) => {
    const transaction = database.transaction(storeName, "readwrite");
    const store = transaction.objectStore(storeName);
    for (const key of left) {
      const draft = leftAt(key);
      if (!draft) continue;
      const before = store.get([draft.userId, draft.form]) as IDBRequest<Draft | undefined>;
      before.onsuccess = () => {
        if (!before.result || before.result.savedAt < draft.savedAt) store.put(draft);
      };
    }
    transaction.oncomplete = () => resolve();
    transaction.onerror = () => reject(transaction.error);
    transaction.onabort = () => reject(transaction.error);
  });
  for (const key of left) localStorage.removeItem(key);
}

function leftAt(key: string): Draft | undefined {
  try {
    return JSON.parse(localStorage.getItem(key) ?? "") as Draft;
  } catch {
    return undefined;
  }
}

function leftKey(userId: string, form: string): string {
  return `${lastMoment}${userId}:${form}`;
}

async function run<T>(mode: IDBTransactionMode, work: (store: IDBObjectStore) => IDBRequest<T>): Promise<T> {
  const database = await open();
  return new Promise((resolve, reject) => {
    const transaction = database.transaction(storeName, mode);
    const request = work(transaction.objectStore(storeName));
    // A write counts once it is committed, not once it is asked for.
    transaction.oncomplete = () => resolve(request.result);
    transaction.onerror = () => reject(transaction.error);
    transaction.onabort = () => reject(transaction.error);
  });
}

export async function saveDraft<T>(draft: Omit<Draft<T>, "savedAt">, now = Date.now()): Promise<Draft<T>> {
  const saved = { ...draft, savedAt: now };
  await run("readwrite", (store) => store.put(saved));
  localStorage.removeItem(leftKey(draft.userId, draft.form));
  return saved;
}

/** Keeps a draft at once, for the moment in which its page is left: what takes longer may never end. The next page takes it in. */
export function leaveDraft<T>(draft: Omit<Draft<T>, "savedAt">, now = Date.now()): void {
  try {
    localStorage.setItem(leftKey(draft.userId, draft.form), JSON.stringify({ ...draft, savedAt: now }));
  } catch {
    // There is no room; the ordinary way may still be quick enough.
  }
}

export async function findDraft<T>(userId: string, form: string): Promise<Draft<T> | undefined> {
  return run<Draft<T> | undefined>("readonly", (store) => store.get([userId, form]));
}

/** Newest first. */
export async function listDrafts(userId: string): Promise<Draft[]> {
  const found = await run<Draft[]>("readonly", (store) => store.index("byUser").getAll(userId));
  return found.sort((a, b) => b.savedAt - a.savedAt);
}

export async function clearDraft(userId: string, form: string): Promise<void> {
  localStorage.removeItem(leftKey(userId, form));
  await run("readwrite", (store) => store.delete([userId, form]));
}

/** Only after the person has said so: signing out asks first. */
export async function clearDrafts(userId: string): Promise<void> {
  for (const draft of await listDrafts(userId)) await clearDraft(userId, draft.form);
}
