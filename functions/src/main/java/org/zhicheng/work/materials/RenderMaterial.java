package org.zhicheng.work.materials;

import static org.zhicheng.ground.rule.NoticeRule.R46;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

import org.zhicheng.dossier.application.Attachment.Rejection;
import org.zhicheng.dossier.files.FileKeys;
import org.zhicheng.dossier.files.FileStore;
import org.zhicheng.dossier.files.Manifest;
import org.zhicheng.dossier.files.Renderings;
import org.zhicheng.ground.rendering.ContentType;
import org.zhicheng.ground.rendering.Oddity;
import org.zhicheng.ground.rendering.RejectionReason;
import org.zhicheng.ground.rendering.Renderer;
import org.zhicheng.ground.rendering.Rendering;
import org.zhicheng.ground.rule.Rule;

/** Makes the rendering of one file, which is all that people see of it (R46); a repeat finds it made. */
@Rule(R46)
public final class RenderMaterial {

    /** How often those who wait are told how far it is. */
    private static final Duration BETWEEN = Duration.ofSeconds(1);

    private final FileStore files;
    private final Renderings renderings;
    private final Clock clock;
    private Instant told = Instant.MIN;

    public RenderMaterial(FileStore files, Renderings renderings, Clock clock) {
        this.files = files;
        this.renderings = renderings;
        this.clock = clock;
    }

    /** @throws IllegalStateException where the file is not there */
    public void render(Renderings.Order order) {
        String application = order.applicationId();
        String attachment = order.attachmentId();
        if (renderings.find(application, attachment, Duration.ZERO).filter(Manifest::ended).isPresent()) {
            return;
        }
        renderings.keep(application, attachment, order.failed() ? refused(RejectionReason.NOT_RENDERED) : rendered(order));
    }

    /** A rendering that came to nothing, for a reason. */
    static Manifest refused(RejectionReason reason) {
        return Manifest.refused(Renderer.VERSION, new Rejection(reason.name(), reason.chinese(), reason.english()));
    }

    private Manifest rendered(Renderings.Order order) {
        byte[] content = files.read(FileKeys.key(order.applicationId(), order.attachmentId()), Renderer.MAX_BYTES + 1L)
                .orElseThrow(() -> new IllegalStateException("no file to render"));
        return switch (Renderer.render(content, order.use(), (done, of) -> tell(order, done, of))) {
            case Rendering.Rendered rendered -> written(order, rendered);
            case Rendering.Refused refused -> refused(refused.reason());
        };
    }

    private void tell(Renderings.Order order, int done, int of) {
        if (done > 0 && done < of && clock.instant().isAfter(told.plus(BETWEEN))) {
            told = clock.instant();
            renderings.keep(order.applicationId(), order.attachmentId(), Manifest.underWay(Renderer.VERSION, done, of));
        }
    }

    private Manifest written(Renderings.Order order, Rendering.Rendered rendered) {
        List<Rendering.Page> pages = rendered.pages();
        for (int i = 0; i < pages.size(); i++) {
            files.write(FileKeys.pageKey(order.applicationId(), order.attachmentId(), i + 1), pages.get(i).type().mediaType(),
                    pages.get(i).content());
            files.write(FileKeys.previewKey(order.applicationId(), order.attachmentId(), i + 1), ContentType.JPEG.mediaType(),
                    pages.get(i).preview().content());
        }
        return new Manifest(Renderer.VERSION, true, pages.size(), pages.size(), Optional.of(rendered.contentType().mediaType()),
                pages.stream().map(RenderMaterial::listed).toList(), rendered.oddities().stream().map(Oddity::written).toList(),
                Optional.empty());
    }

    private static Manifest.Page listed(Rendering.Page page) {
        return new Manifest.Page(page.type().mediaType(), page.width(), page.height(),
                Optional.of(new Manifest.Preview(page.preview().width(), page.preview().height())));
    }
}
