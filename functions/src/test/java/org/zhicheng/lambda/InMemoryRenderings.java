package org.zhicheng.lambda;

import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Duration;
import java.util.HexFormat;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

import org.zhicheng.dossier.files.FileKeys;
import org.zhicheng.dossier.files.Manifest;
import org.zhicheng.dossier.files.Renderings;
import org.zhicheng.ground.rendering.Renderer;
import org.zhicheng.work.materials.RenderMaterial;

/** Renderings made at once by the use case itself; the same content only once a run, since thousands of tests upload the same scan. */
public final class InMemoryRenderings implements Renderings {

    private static final Map<String, Made> MADE = new ConcurrentHashMap<>();

    private final InMemoryFileStore files;
    private final MutableClock clock;
    private final Map<String, Manifest> manifests = new ConcurrentHashMap<>();
    private final Set<String> started = ConcurrentHashMap.newKeySet();
    private boolean busy;
    private boolean dying;

    InMemoryRenderings(InMemoryFileStore files, MutableClock clock) {
        this.files = files;
        this.clock = clock;
    }

    private record Made(Manifest manifest, Map<String, byte[]> files) {
    }

    /** From now on nothing gets ready. */
    public void busy(boolean next) {
        busy = next;
    }

    /** From now on what makes the renderings dies, and is not even able to say so. */
    public void dying(boolean next) {
        dying = next;
    }

    @Override
    public boolean start(Order order) {
        if (dying) {
            return started.add(order.attachmentId());
        }
        if (busy) {
            return true;
        }
        if (find(order.applicationId(), order.attachmentId(), Duration.ZERO).filter(Manifest::ended).isPresent()) {
            return false;
        }
        make(order);
        return true;
    }

    private void make(Order order) {
        Optional<byte[]> content = files.read(FileKeys.key(order.applicationId(), order.attachmentId()), Renderer.MAX_BYTES + 1L);
        if (content.isEmpty()) {
            new RenderMaterial(files, this, clock).render(new Order(order.applicationId(), order.attachmentId(), order.use(), true));
            return;
        }
        Made made = MADE.computeIfAbsent(order.use() + hash(content.get()), _ -> made(order, content.get()));
        String prefix = FileKeys.rendering(order.applicationId(), order.attachmentId());
        made.files().forEach((name, page) -> files.write(prefix + name, "image", page));
        keep(order.applicationId(), order.attachmentId(), made.manifest());
    }

    private Made made(Order order, byte[] content) {
        InMemoryFileStore alone = new InMemoryFileStore("alone");
        alone.write(FileKeys.key("a", "f"), "", content);
        InMemoryRenderings here = new InMemoryRenderings(alone, clock);
        new RenderMaterial(alone, here, clock).render(new Order("a", "f", order.use(), false));
        Map<String, byte[]> pages = new ConcurrentHashMap<>();
        String prefix = FileKeys.rendering("a", "f");
        alone.keys().stream().filter(key -> key.startsWith(prefix))
                .forEach(key -> pages.put(key.substring(prefix.length()), alone.read(key, Integer.MAX_VALUE).orElseThrow()));
        return new Made(here.find("a", "f", Duration.ZERO).orElseThrow(), pages);
    }

    @Override
    public Optional<Manifest> find(String applicationId, String attachmentId, Duration patience) {
        return Optional.ofNullable(manifests.get(FileKeys.manifestKey(applicationId, attachmentId)));
    }

    @Override
    public void keep(String applicationId, String attachmentId, Manifest manifest) {
        manifests.put(FileKeys.manifestKey(applicationId, attachmentId), manifest);
    }

    private static String hash(byte[] content) {
        try {
            return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(content));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }
}
