package org.zhicheng.work.materials;

import static org.zhicheng.ground.rule.NoticeRule.R46;

import java.time.Duration;
import java.util.Optional;

import org.zhicheng.dossier.application.Attachment;
import org.zhicheng.dossier.application.Material;
import org.zhicheng.dossier.files.Manifest;
import org.zhicheng.dossier.files.Renderings;
import org.zhicheng.ground.rendering.FileUse;
import org.zhicheng.ground.rendering.RejectionReason;
import org.zhicheng.ground.rule.Rule;

/** Finds what people see of a file, and has it made where it was not yet, as of files of before there were renderings (R46). */
@Rule(R46)
public final class FindRendering {

    /** Most files are read within it; of the others is told how far they are. */
    static final Duration PATIENCE = Duration.ofSeconds(8);

    private final Renderings renderings;

    public FindRendering(Renderings renderings) {
        this.renderings = renderings;
    }

    /** What is known at once; nothing where it was never begun. */
    Optional<Manifest> look(String applicationId, Attachment attachment) {
        return renderings.find(applicationId, attachment.id(), Duration.ZERO);
    }

    /** Its rendering, refused where it can't be made, or how far it is; there is always an end. */
    public Manifest find(String applicationId, Attachment attachment) {
        return look(applicationId, attachment).filter(Manifest::ended).orElseGet(() -> make(applicationId, attachment));
    }

    private Manifest make(String applicationId, Attachment attachment) {
        FileUse use = attachment.material().shape() == Material.Shape.PORTRAIT ? FileUse.PORTRAIT : FileUse.SCAN;
        boolean running = renderings.start(new Renderings.Order(applicationId, attachment.id(), use, false));
        Manifest manifest = renderings.find(applicationId, attachment.id(), running ? PATIENCE : Duration.ZERO)
                .orElse(Manifest.underWay(0, 0, 0));
        // Over, and nothing of it: what made it was stopped, and will not begin again.
        return manifest.ended() || running ? manifest : RenderMaterial.refused(RejectionReason.NOT_RENDERED);
    }
}
