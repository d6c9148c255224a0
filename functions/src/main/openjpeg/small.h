/*
 * Read before t1.c, which is left as it is. Its three passes, with each decision written out in place, become methods of more than 8,000 bytes on
 * the JVM, which HotSpot never compiles: 9 megapixels took eight times as long. Decisions and passes are functions of their own here.
 */
static __attribute__((noinline)) OPJ_UINT32 decision(opj_mqc_t *mqc, const opj_mqc_state_t **curctx) {
    OPJ_UINT32 d;
    opj_mqc_decode_macro(d, mqc, curctx, mqc->a, mqc->c, mqc->ct);
    return d;
}

#undef opj_mqc_decode_macro
#define opj_mqc_decode_macro(d, mqc, curctx, a, c, ct) d = decision(mqc, curctx)
/* Its registers stay where they are. (The encoder would need them; it is not linked.) */
#undef UPLOAD_MQC_VARIABLES
#define UPLOAD_MQC_VARIABLES(mqc, curctx, a, c, ct) mqc->curctx = curctx

#define BY_ITSELF(pass) static __attribute__((noinline)) void pass(opj_t1_t *t1, OPJ_INT32 bpno);
BY_ITSELF(opj_t1_dec_sigpass_mqc_64x64_novsc)
BY_ITSELF(opj_t1_dec_sigpass_mqc_64x64_vsc)
BY_ITSELF(opj_t1_dec_sigpass_mqc_generic_novsc)
BY_ITSELF(opj_t1_dec_sigpass_mqc_generic_vsc)
BY_ITSELF(opj_t1_dec_refpass_mqc_64x64)
BY_ITSELF(opj_t1_dec_refpass_mqc_generic)
BY_ITSELF(opj_t1_dec_clnpass_64x64_novsc)
BY_ITSELF(opj_t1_dec_clnpass_64x64_vsc)
BY_ITSELF(opj_t1_dec_clnpass_generic_novsc)
BY_ITSELF(opj_t1_dec_clnpass_generic_vsc)
