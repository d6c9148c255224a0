package org.zhicheng.handlers.materials;

import java.util.Map;

import org.crac.Context;
import org.crac.Resource;

import org.zhicheng.aws.AwsServices;
import org.zhicheng.dossier.files.Renderings;
import org.zhicheng.ground.typesetting.Fonts;
import org.zhicheng.lambda.Services;
import org.zhicheng.lambda.TaskHandler;
import org.zhicheng.work.materials.RenderMaterial;

/** Makes what people see of one file (R46). It reads strangers' files, so it may do nothing else. */
public final class RenderMaterialHandler extends TaskHandler<Renderings.Order, Map<String, String>> {

    public RenderMaterialHandler() {
        this(AwsServices.fromEnvironment());
    }

    public RenderMaterialHandler(Services services) {
        super(services);
    }

    @Override
    protected Map<String, String> perform(Renderings.Order order) {
        new RenderMaterial(services.materials(), services.renderings(), services.clock()).render(order);
        return Map.of("attachmentId", order.attachmentId());
    }

    /** The table, which others read to be ready, is closed to it. */
    @Override
    public void beforeCheckpoint(Context<? extends Resource> context) {
        Fonts.prime();
    }
}
