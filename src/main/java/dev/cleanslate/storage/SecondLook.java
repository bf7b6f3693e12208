package dev.cleanslate.storage;

import java.util.ArrayList;
import java.util.List;

/**
 * Orphans as the bucket lists them now, right before they go: a listing may be hours old by then. Where they lie side by
 * side one page tells of all, where they are strewn among others each takes one.
 */
final class SecondLook {

    private final List<StoredObject> same = new ArrayList<>();
    private final List<StoredObject> gone = new ArrayList<>();
    private final List<StoredObject> changed = new ArrayList<>();

    private SecondLook() {}

    /** In the order of their keys' bytes. */
    static SecondLook at(Bucket bucket, String prefix, List<StoredObject> orphans) {
        SecondLook look = new SecondLook();
        int next = 0;
        String last = "";
        while (next < orphans.size()) {
            String before = before(orphans.get(next).key());
            String after = ByteOrder.IT.compare(before, last) > 0 ? before : last;
            Answers.Page page = bucket.page(prefix, after);
            for (StoredObject listed : page.objects()) {
                while (next < orphans.size()
                        && ByteOrder.IT.compare(orphans.get(next).key(), listed.key()) < 0) {
                    look.gone.add(orphans.get(next++));
                }
                if (next < orphans.size() && orphans.get(next).key().equals(listed.key())) {
                    look.judge(orphans.get(next), listed);
                    next++;
                }
                last = listed.key();
            }
            if (page.more() && ByteOrder.IT.compare(last, after) <= 0) {
                throw new StorageFailure(bucket + " lists the same keys again, however far it is asked to go on.", "");
            }
            if (!page.more() || page.objects().isEmpty()) {
                look.gone.addAll(orphans.subList(next, orphans.size()));
                next = orphans.size();
            }
        }
        return look;
    }

    private void judge(StoredObject orphan, StoredObject listed) {
        if (listed.etag().equals(orphan.etag()) && listed.modified().equals(orphan.modified())) {
            same.add(orphan);
        } else {
            changed.add(orphan);
        }
    }

    /** Some text that comes before this key, with few others in between. */
    static String before(String key) {
        int end = key.length() - 1;
        char last = key.charAt(end);
        String stem = key.substring(0, end);
        // The one before in the alphabet, and then as late as can be; where that is no whole character, all below the
        // stem.
        return last > ' ' && last < '\u0080' ? stem + (char) (last - 1) + "\uFFFD" : whole(stem);
    }

    private static String whole(String stem) {
        return !stem.isEmpty() && Character.isHighSurrogate(stem.charAt(stem.length() - 1))
                ? stem.substring(0, stem.length() - 1)
                : stem;
    }

    List<StoredObject> same() {
        return same;
    }

    List<StoredObject> gone() {
        return gone;
    }

    List<StoredObject> changed() {
        return changed;
    }
}
