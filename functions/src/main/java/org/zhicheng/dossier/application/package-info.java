/** One application, whole, with its parts: form, materials, notice, reviews, correction, step. */
package org.zhicheng.dossier.application;
