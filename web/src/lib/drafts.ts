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

let opening: Promise<IDBDatabase> | undefined;

function open(): Promise<IDBDatabase> {
  opening ??= new Promise((resolve, reject) => {
    const request = indexedDB.open(databaseName, 1);
    request.onupgradeneeded = () => {
      const store = request.result.createObjectStore(storeName, { keyPath: ["userId", "form"] });
      store.createIndex("byUser", "userId");
    };
    request.onsuccess = () => resolve(request.result);
    request.onerror = () => {
      opening = undefined;
      reject(request.error);
    };
  });
  return opening;
}

async function run<T>(mode: IDBTransactionMode, work: (store: IDBObjectStore) => IDBRequest<T>): Promise<T> {
  const database = await open();
  return new Promise((resolve, reject) => {
    const transaction = database.transaction(storeName, mode);
    const request = work(transaction.objectStore(storeName));
    // Sent off now rather than when the request is answered: by then a page that is being left may be gone.
    transaction.commit();
    // A write counts once it is committed, not once it is asked for.
    transaction.oncomplete = () => resolve(request.result);
    transaction.onerror = () => reject(transaction.error);
    transaction.onabort = () => reject(transaction.error);
  });
}

export async function saveDraft<T>(draft: Omit<Draft<T>, "savedAt">, now = Date.now()): Promise<Draft<T>> {
  const saved = { ...draft, savedAt: now };
  await run("readwrite", (store) => store.put(saved));
  return saved;
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
  await run("readwrite", (store) => store.delete([userId, form]));
}

/** Only after the person has said so: signing out asks first. */
export async function clearDrafts(userId: string): Promise<void> {
  for (const draft of await listDrafts(userId)) await clearDraft(userId, draft.form);
}
