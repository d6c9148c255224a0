/* The one function of openjpeg.wasm beside malloc: a JPEG 2000 picture in, samples of a byte each out. Made by scripts/build-openjpeg. */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include "openjpeg.h"

static const unsigned char *content;
static size_t size;
static size_t at;

/* What the caller reads: six numbers, in this order. */
static struct {
    OPJ_UINT32 width;
    OPJ_UINT32 height;
    /* Of colour; without alpha. */
    OPJ_UINT32 channels;
    /* OPJ_COLOR_SPACE, as the file states it. */
    OPJ_INT32 space;
    /* By pixel, channel by channel. */
    unsigned char *samples;
    /* A byte a pixel, or 0. */
    unsigned char *alpha;
} result;

static OPJ_SIZE_T get(void *to, OPJ_SIZE_T wanted, void *unused) {
    if (at >= size) {
        return (OPJ_SIZE_T) -1;
    }
    if (wanted > size - at) {
        wanted = size - at;
    }
    memcpy(to, content + at, wanted);
    at += wanted;
    return wanted;
}

static OPJ_OFF_T skip(OPJ_OFF_T wanted, void *unused) {
    if (wanted < 0 || (OPJ_UINT64) wanted > size - at) {
        return -1;
    }
    at += (size_t) wanted;
    return wanted;
}

static OPJ_BOOL seek(OPJ_OFF_T to, void *unused) {
    if (to < 0 || (OPJ_UINT64) to > size) {
        return OPJ_FALSE;
    }
    at = (size_t) to;
    return OPJ_TRUE;
}

/* Writes a channel into every n-th byte, at the size of the first channel, and as 0 to 255 unless its values are places in a palette. */
static void spread(const opj_image_t *image, const opj_image_comp_t *channel, unsigned char *to, OPJ_UINT32 step, int places) {
    const OPJ_INT32 shift = channel->sgnd ? 1 << (channel->prec - 1) : 0;
    const OPJ_INT64 most = ((OPJ_INT64) 1 << channel->prec) - 1;
    for (OPJ_UINT32 y = 0; y < result.height; y++) {
        const OPJ_INT32 *row = channel->data + (size_t) ((OPJ_UINT64) y * channel->h / result.height) * channel->w;
        for (OPJ_UINT32 x = 0; x < result.width; x++, to += step) {
            OPJ_INT64 value = (OPJ_INT64) row[(OPJ_UINT64) x * channel->w / result.width] + shift;
            value = value < 0 ? 0 : value > most ? most : value;
            *to = (unsigned char) (places ? value : value * 255 / most);
        }
    }
}

/*
 * reduce: how often width and height are halved at most, as far as the picture has such steps. places: whether the values are places in a
 * palette outside. The address of the result, or 0.
 */
void *decode(const unsigned char *from, size_t length, OPJ_UINT32 reduce, int places) {
    opj_dparameters_t parameters;
    opj_image_t *image = NULL;
    content = from;
    size = length;
    opj_set_default_decoder_parameters(&parameters);
    if (places) {
        parameters.flags |= OPJ_DPARAMETERS_IGNORE_PCLR_CMAP_CDEF_FLAG;
    }
    opj_codec_t *codec = opj_create_decompress(length > 0 && from[0] == 0xFF ? OPJ_CODEC_J2K : OPJ_CODEC_JP2);
    opj_stream_t *stream = opj_stream_create(65536, OPJ_TRUE);
    if (codec == NULL || stream == NULL) {
        return NULL;
    }
    opj_stream_set_read_function(stream, get);
    opj_stream_set_skip_function(stream, skip);
    opj_stream_set_seek_function(stream, seek);
    opj_stream_set_user_data_length(stream, length);
    if (!opj_setup_decoder(codec, &parameters) || !opj_read_header(stream, codec, &image)) {
        return NULL;
    }
    while (reduce > 0 && !opj_set_decoded_resolution_factor(codec, reduce)) {
        reduce--;
    }
    if (!opj_decode(codec, stream, image) || !opj_end_decompress(codec, stream) || image->numcomps == 0) {
        return NULL;
    }
    opj_image_comp_t *colours[4];
    opj_image_comp_t *alpha = NULL;
    result.width = image->comps[0].w;
    result.height = image->comps[0].h;
    result.channels = 0;
    result.space = image->color_space;
    for (OPJ_UINT32 i = 0; i < image->numcomps; i++) {
        opj_image_comp_t *channel = &image->comps[i];
        if (channel->data == NULL || channel->w == 0 || channel->h == 0 || channel->prec == 0 || channel->prec > 31) {
            return NULL;
        }
        if (channel->alpha != 0) {
            alpha = channel;
        } else if (result.channels < 4) {
            colours[result.channels++] = channel;
        }
    }
    size_t pixels = (size_t) result.width * result.height;
    result.samples = result.channels == 0 ? NULL : malloc(pixels * result.channels);
    result.alpha = alpha == NULL ? NULL : malloc(pixels);
    if (result.samples == NULL || alpha != NULL && result.alpha == NULL) {
        return NULL;
    }
    for (OPJ_UINT32 i = 0; i < result.channels; i++) {
        spread(image, colours[i], result.samples + i, result.channels, places);
    }
    if (alpha != NULL) {
        spread(image, alpha, result.alpha, 1, 0);
    }
    return &result;
}

/* What the library and the C library would ask of a system: there is none. Nothing goes in but the picture, nothing out but the samples. */
#define NO_SYSTEM 52

int __imported_wasi_snapshot_preview1_fd_close(int file) {
    return NO_SYSTEM;
}

int __imported_wasi_snapshot_preview1_fd_fdstat_get(int file, int to) {
    return NO_SYSTEM;
}

int __imported_wasi_snapshot_preview1_fd_seek(int file, long long by, int from, int to) {
    return NO_SYSTEM;
}

int __imported_wasi_snapshot_preview1_fd_write(int file, int vectors, int count, int to) {
    return NO_SYSTEM;
}

int fprintf(FILE *file, const char *format, ...) {
    return 0;
}

char *getenv(const char *name) {
    return NULL;
}

double opj_clock(void);

double opj_clock(void) {
    return 0;
}
