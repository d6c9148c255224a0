/** Registered applicants; their ID numbers encrypted and found by a keyed hash (R33). */
package org.zhicheng.dossier.people;
